"""Recognise folders, labels and files of sent mail. Sent mail shows who owns a mailbox."""

from __future__ import annotations

import re
from typing import Final

from netcli.importers.text import fold

_WORDS: Final = """
sent, sent mail, sent-mail, sent items, sent messages, sent objects
envoyés, messages envoyés, éléments envoyés, objets envoyés, courrier envoyé, courriers envoyés
gesendet, gesendete elemente, gesendete nachrichten, gesendete objekte, gesendete e-mails, postausgang gesendet
enviado, enviados, enviadas, elementos enviados, mensajes enviados, correo enviado, correos enviados
itens enviados, mensagens enviadas, e-mails enviados, correio enviado
inviata, inviati, posta inviata, messaggi inviati, elementi inviati, e-mail inviate
verzonden, verzonden items, verzonden berichten, verzonden objecten, verzonden e-mail
sendt, sendte elementer, sendt post, skickat, skickade objekt, skickade meddelanden, lähetetyt, lähetetyt viestit
wysłane, elementy wysłane, wysłane wiadomości, odeslané, odeslaná pošta, odeslané zprávy, elküldött, elküldött elemek
trimise, elemente trimise, gönderilmiş, gönderilmiş öğeler, gönderilenler, gönderilmiş postalar, απεσταλμένα
отправленные, отправленное, надіслані, נשלח, البريد المرسل, 已发送, 已发送邮件, 已傳送, 寄件備份, 送信済み
送信済みメール, 送信済みアイテム, 보낸편지함, 보낸 메일함
"""
SENT: Final = frozenset(fold(word) for line in _WORDS.strip().split("\n") for word in line.split(", "))
"""Folded names of folders of sent mail in Gmail, Outlook, Apple Mail and Thunderbird."""
_NUMBERED: Final = re.compile(r"[\W\d_]+$")
"""The number that a program may append to the name of a file."""


def is_sent(name: str) -> bool:
    """Return whether *name* is a folder or label of sent mail, or a subfolder.

    >>> is_sent("[Gmail]/Sent Mail"), is_sent("INBOX.Gesendet.2024"), is_sent("Sent to me")
    (True, True, False)
    """
    return any(fold(_NUMBERED.sub("", part)) in SENT for part in re.split(r"[:/.\\]", name))


def is_sent_file(name: str) -> bool:
    """Return whether the file called *name* holds sent mail.

    A folder's name counts only with the ending `.mbox` or `.sbd`.

    >>> is_sent_file("a/Sent Messages.mbox/mbox"), is_sent_file("Sent.sbd/2024"), is_sent_file("sent/Inbox.mbox")
    (True, True, False)
    """
    *_, folder, name = ("", *name.replace("\\", "/").casefold().split("/"))
    return is_sent(f"{folder}/{name}" if folder.endswith((".mbox", ".sbd")) else name)
