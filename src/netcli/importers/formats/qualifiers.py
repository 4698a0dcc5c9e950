"""Words that qualify a column, or show that netcli cannot use the column.

E-Mail geschäftlich 2      still an e-mail address, for work
Type de messagerie         a kind of account, not an account: netcli cannot use it
Emergency contact phone    belongs to somebody other than the row's person
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from netcli.importers.formats.vocabulary import Languages

PLAIN: Final[Mapping[str, Languages]] = {
    "of": {
        "en": "of, the, and, or, s, for the, my, your, their, in, at, on, value, current, complete",
        "fr": "de, du, des, d, l, la, le, les, et, ou, à, r, e, actuel, actuelle, au, sur, par",
        "de": "der, die, das, des, und, oder, r, n, e, in, aktuelle, aktueller, aktuelles, am, für, auf",
        "es": "de, del, la, el, los, las, y, o, actual, en, para",
        "it": "di, del, della, dell, delle, dei, e, o, il, lo, la, attuale, per, al, a, in",
        "pt": "de, do, da, dos, das, e, o, a, ou, atual, em, para",
        "nl": "van, de, het, een, en, of, huidige, op, aan",
        "pl": "i, lub, oraz, w, z, do, obecny, obecna, aktualne, na, dla, obecne, obecnie",
        "ru": "и, или, в, с, на, текущая, текущий, по, для",
        "tr": "ve, veya, mevcut, için",
        "sv": "och, eller, av, i, på, för, nuvarande, till",
        "zh": "的, 和, 与, 及, 目前, 当前",
        "ja": "の, と, 現在, お, ご, 用",
    },
    "address": {
        "en": "address, addresses",
        "fr": "adresse, adresses",
        "de": "adresse, adressen",
        "es": "dirección, direcciones",
        "it": "indirizzo, indirizzi",
        "pt": "endereço, endereços, morada",
        "nl": "adres, adressen",
        "pl": "adres, adresy, adresu",
        "ru": "адрес, адреса",
        "tr": "adres, adresi, adresleri",
        "sv": "adress, adresser, adressen",
        "zh": "地址",
        "ja": "アドレス, 住所",
    },
    "number": {
        "en": "number, numbers, no, nr, num, nbr",
        "fr": "numéro, numéros, n, no, num",
        "de": "nummer, nummern, nr",
        "es": "número, números, nº, núm, nro",
        "it": "numero, numeri, n",
        "pt": "número, números, nº, n",
        "nl": "nummer, nummers, nr",
        "pl": "numer, numery, nr, numeru",
        "ru": "номер, номера, ном",
        "tr": "numara, numarası, numaraları, no",
        "sv": "nummer, nr",
        "zh": "号码, 號碼, 号, 號",
        "ja": "番号, 番號",
    },
    "work": {
        "en": "work, business, office, professional, corporate, direct, job's, biz, bus, main office, prof",
        "fr": "professionnel, professionnelle, professionnels, bureau, travail, pro, bur, directe, direct, boulot",
        "de": "geschäftlich, geschäftliche, dienstlich, dienstliche, arbeit, beruflich, berufliche, büro, "
        "geschäft, dienst, gesch, direkt, direkte, dienstl, geschäftl, berufl, arbeits",
        "es": "trabajo, laboral, profesional, oficina, negocio, negocios, corporativo, corporativa, "
        "directo, directa, trab",
        "it": "lavoro, ufficio, uff, professionale, lavorativo, lavorativa, aziendale, diretto, diretta",
        "pt": "trabalho, comercial, profissional, escritório, emprego, corporativo, direto, direta, "
        "directo, directa, trab",
        "nl": "werk, zakelijk, zakelijke, kantoor, direct, directe, zak",
        "pl": "praca, służbowy, służbowa, służbowe, służbowego, biuro, zawodowy, zawodowa, firmowy, "
        "firmowa, bezpośredni, bezpośrednia, pracy, firmowe, służb",
        "ru": "рабочий, рабочая, рабочее, раб, служебный, служебная, офис, работа, рабочего, рабочей, "
        "прямой, прямая, служ",
        "tr": "iş, ofis, kurumsal, işyeri, doğrudan, direkt",
        "sv": "arbete, arbets, jobb, jobbet, kontor, tjänste, direkt, arb",
        "zh": "工作, 办公, 辦公, 商务, 商務, 办公室, 公司的, 直线, 直拨, 直線",
        "ja": "勤務先, 仕事, 職場, 会社の, ビジネス, オフィス, 直通, ダイヤルイン",
    },
    "home": {
        "en": "home, personal, private, house, residential, priv, pers",
        "fr": "personnel, personnelle, domicile, privé, privée, maison, perso, dom",
        "de": "privat, private, privater, persönlich, persönliche, heim, zuhause, haus, priv",
        "es": "particular, personal, casa, privado, privada, domicilio, hogar",
        "it": "casa, ab, personale, privato, privata, abitazione, domicilio",
        "pt": "casa, pessoal, residencial, particular, residência, domicílio",
        "nl": "thuis, privé, persoonlijk, persoonlijke, prive, huis",
        "pl": "dom, domowy, domowa, domowe, domowego, prywatny, prywatna, prywatne, osobisty, osobista",
        "ru": "домашний, домашняя, домашнее, личный, личная, дом, домашнего, личное",
        "tr": "ev, kişisel, özel",
        "sv": "hem, privat, personlig, hemma, bostad, bostads, privata",
        "zh": "家庭, 住宅, 个人, 個人, 家里, 家, 私人, 宅",
        "ja": "自宅, 個人, プライベート, 私用, 個人用",
    },
    "main": {
        "en": "primary, main, default, preferred, principal, best",
        "fr": "principal, principale, première, premier, par défaut, usuel, usuelle",
        "de": "haupt, primäre, primär, erste, standard, bevorzugte",
        "es": "principal, primario, primaria, predeterminado, preferido, primer",
        "it": "principale, primario, predefinito, preferito, primo",
        "pt": "principal, primário, padrão, preferido, preferencial, primeiro",
        "nl": "hoofd, primair, primaire, standaard, voornaamste",
        "pl": "główny, główna, główne, podstawowy, podstawowa, domyślny",
        "ru": "основной, основная, главный, основное",
        "tr": "birincil, ana, asıl, varsayılan, tercih edilen",
        "sv": "primär, huvud, första, standard, primära",
        "zh": "主要, 首选, 默认, 主",
        "ja": "メイン, 主, 第一, 代表的な",
    },
    "other": {
        "en": "other, secondary, alternate, alternative, additional, second, backup, extra, third, alt, "
        "another, tertiary",
        "fr": "autre, autres, secondaire, secours, deuxième, second, seconde, troisième, secondaires",
        "de": "weitere, weiteres, weiterer, andere, anderes, sonstige, zweite, zweites, alternative, "
        "zusätzliche, sekundär, sekundäre",
        "es": "otro, otra, otros, secundario, secundaria, alternativo, alternativa, segundo, adicional",
        "it": "altro, altra, altri, secondario, secondaria, alternativo, secondo, seconda, ulteriore",
        "pt": "outro, outra, outros, secundário, secundária, alternativo, segundo, adicional",
        "nl": "ander, andere, overig, overige, secundair, tweede, alternatief, alternatieve, extra, secundaire, derde",
        "pl": "inny, inna, inne, dodatkowy, dodatkowa, dodatkowe, drugi, alternatywny, zapasowy, zapasowa",
        "ru": "другой, другая, дополнительный, дополнительная, второй, запасной, прочий, доп, другие, "
        "дополнительное, другое",
        "tr": "diğer, ikincil, alternatif, ek, yedek, ikinci, öteki",
        "sv": "annan, annat, övrig, övrigt, sekundär, alternativ, andra, extra, sekundära, reserv",
        "zh": "其他, 其它, 备用, 備用, 第二, 次要",
        "ja": "その他, 予備, 第二, サブ, 別の",
    },
    "year": {
        "en": "year",
        "fr": "année, an",
        "de": "jahr",
        "es": "año",
        "it": "anno",
        "pt": "ano",
        "nl": "jaar",
        "pl": "rok",
        "ru": "год",
        "tr": "yılı, yıl",
        "sv": "år",
        "zh": "年份",
    },
    "month": {
        "en": "month",
        "fr": "mois",
        "de": "monat",
        "es": "mes",
        "it": "mese",
        "pt": "mês",
        "nl": "maand",
        "pl": "miesiąc",
        "ru": "месяц",
        "tr": "ay",
        "sv": "månad",
        "zh": "月份",
    },
    "day": {
        "en": "day",
        "fr": "jour",
        "de": "tag der",
        "es": "día",
        "it": "giorno",
        "pt": "dia",
        "nl": "dag",
        "pl": "dzień",
        "ru": "день",
        "tr": "gün, günü",
        "sv": "dag",
    },
    "date": {
        "en": "date",
        "fr": "date",
        "de": "datum",
        "es": "fecha",
        "it": "data, dt",
        "pt": "data, dt",
        "nl": "datum",
        "pl": "data, dt",
        "ru": "дата",
        "tr": "tarih, tarihi",
        "sv": "datum",
        "zh": "日期",
        "ja": "日付, 日",
    },
    "region": {
        "en": "region, state, county, province",
        "fr": "région, état, dép, département, province",
        "de": "region, bundesland, kanton",
        "es": "región, provincia, estado",
        "it": "regione, provincia, stato",
        "pt": "região, estado, província, distrito",
        "nl": "regio, provincie",
        "pl": "region, województwo, powiat",
        "ru": "регион, область, край, район",
        "tr": "bölge, eyalet, semt",
        "sv": "region, län",
        "zh": "省, 省份, 地区, 地區, 州",
        "ja": "都道府県, 地域, 地方, 州",
    },
    "mailing": {
        "en": "mailing, billing, shipping, postal, street, delivery",
        "fr": "postal, postale, facturation, livraison, rue",
        "de": "post, straße, rechnungs, liefer",
        "es": "postal, calle, facturación, envío",
        "it": "postale, via, fatturazione, spedizione",
        "pt": "postal, rua, faturação, cobrança, entrega",
        "nl": "post, straat, factuur, verzend",
        "pl": "pocztowy, ulica, korespondencyjny, zamieszkania",
        "ru": "почтовый, улица, проживания",
        "tr": "posta, sokak, cadde",
        "sv": "post, gata, gatu, faktura, leverans",
        "zh": "邮政, 街道, 通讯, 通訊",
        "ja": "郵送, 番地, 町名, 郵便",
    },
    "contact": {  # the person whom the row describes
        "en": "contact, contacts, client contact",
        "fr": "contact",
        "de": "kontakt",
        "es": "contacto",
        "it": "contatto",
        "pt": "contato, contacto",
        "nl": "contact",
        "pl": "kontakt, kontaktowy, kontaktowa, kontaktu",
        "ru": "контакт, контактный, контакта",
        "tr": "irtibat, iletişim",
        "sv": "kontakt",
        "zh": "联系人, 聯絡人, 联系, 聯絡, 联络",
        "ja": "連絡先, 連絡",
    },
    "contactperson": {  # the person whom the row describes; if it names another one, a person to ask about that one
        "en": "contact person, contact persons",
        "fr": "personne de contact, personne à contacter, interlocuteur, interlocutrice",
        "de": "ansprechpartner, ansprechpartnerin, ansprechpartners, kontaktperson",
        "es": "persona de contacto",
        "it": "persona di contatto, referente",
        "pt": "pessoa de contato, pessoa de contacto",
        "nl": "contactpersoon",
        "pl": "osoba kontaktowa, osoby kontaktowej, osoba do kontaktu",
        "ru": "контактное лицо, контактного лица",
        "tr": "irtibat kişisi, ilgili kişi",
        "sv": "kontaktperson, kontaktpersons, kontaktpersonens",
    },
    "member": {
        "en": "member, person, friend, individual, people",
        "fr": "personne, membre, adhérent, adhérente, ami",
        "de": "person, mitglied",
        "es": "persona, miembro",
        "it": "persona, membro",
        "pt": "pessoa, membro",
        "nl": "persoon, lid",
        "pl": "osoba, członek",
        "ru": "человек, персона",
        "tr": "kişi, kişinin, üye",
        "sv": "person, medlem",
        "zh": "会员, 個人",
    },
    "login": {  # an account at the service that the same column's name contains
        "en": "username, user name, login, user id, id, ids, uid, handle, handles, account, screen name",
        "fr": "identifiant, nom d'utilisateur, nom à l'écran",
        "de": "benutzername, anmeldename, kennung, konto",
        "es": "nombre de usuario, usuario",
        "it": "nome utente, account",
        "pt": "nome de usuário, utilizador, usuário",
        "nl": "gebruikersnaam, account, schermnaam",
        "pl": "nazwa użytkownika, konto",
        "ru": "имя пользователя, логин, аккаунт",
        "tr": "kullanıcı adı, kullanıcı",
        "sv": "användarnamn, konto",
        "zh": "用户名, 账号, 帳號",
        "ja": "ユーザー名, アカウント",
    },
}
"""Words in a column's name that do not change what the column holds."""

BARS: Final[Languages] = {
    "en": "type, types, kind, status, opt, opt in, opt out, optout, unsubscribed, subscribed, subscription, "
    "verified, verification, valid, validity, bounced, bounce, confidence, quality, score, domain, consent, "
    "count, total, sent, opened, clicked, received, last activity, last contacted, last contact, last "
    "modified, modified, created, updated, added, identifier, uuid, guid, hash, key, code, password, format, "
    "formatting, language, locale, source, sources, extension, ext, prefix, suffix, salutation, initials, "
    "honorific, pronouns, gender, sex, phonetic, yomi, yomigana, pronunciation, furigana, kana, sort, fax, "
    "facsimile, telefax, pager, telex, isdn, tty, callback, call back, permission, preference, do not, is, "
    "has, template, signature, client, provider, carrier, server, folder, list, lists, file, event, product, "
    "project, deal, opportunity, invoice, order, bank, department, dept, division, unit, team, industry, "
    "size, revenue, keywords, technologies, anniversary, wedding, age, zip, postcode, post code, postal code, "
    "zipcode, zip code, po box, birthplace, place of birth, country code, area code, time zone, timezone, "
    "currency, distance, latitude, longitude, hobby, hobbies, interests, owner, user, users, creator, created "
    "by, modified by, added by, sender, recipient, author, editor, agent, emergency, ice, next of kin, "
    "guardian, parent, parents, mother, mothers, father, fathers, mom, dad, sibling, brother, sister, son, "
    "daughter, fiance, fiancee, relative, family doctor, doctor, dentist, teacher, coach, mentor, advisor, "
    "adviser, lawyer, accountant, recruiter, sponsor, referrer, referral, reference, referee, beneficiary, "
    "account manager, sales rep, rep, representative, assigned, assignee, assigned to, landlord, tenant, "
    "neighbor, neighbour, colleague, employee, employees, staff, customer, vendor, supplier, dealer, school, "
    "university, college, pet, pets, dog, cat, ex, parent account, support, helpdesk, reception, switchboard, "
    "main company, father s, mother s, subject, middle initial",
    "fr": "type, statut, état, nature, abonné, désabonné, inscrit, vérifié, valide, nombre, total, envoyé, reçu, "
    "créé, créée, modifié, ajouté, code, mot de passe, utilisateur, format, langue, source, extension, "
    "préfixe, suffixe, civilité, initiales, sexe, genre, phonétique, fax, télécopie, télécopieur, "
    "radiomessagerie, télex, rnis, rappel, consentement, objet, signature, fichier, liste, événement, "
    "produit, projet, facture, commande, banque, service, département entreprise, division, secteur, "
    "effectif, chiffre d'affaires, mots clés, mot clé, mariage, fête, code postal, cp, boîte postale, b p, "
    "bp, lieu de naissance, ville de naissance, pays de naissance, indicatif, fuseau, distance, passe temps, "
    "loisirs, instantanée, propriétaire, créateur, auteur, expéditeur, destinataire, urgence, tuteur, "
    "tutrice, parent, parents, mère, père, maman, papa, frère, sœur, fils, fille, compagnon, compagne, "
    "médecin, professeur, parrain, marraine, référent, conseiller, commercial, commerciale, avocat, "
    "comptable, recruteur, client, fournisseur, collègue, voisin, employé, école, université, standard, "
    "accueil, secrétariat, à prévenir, prévenir",
    "de": "typ, art, status, zustand, abgemeldet, angemeldet, verifiziert, gültig, bestätigt, anzahl, gesamt, "
    "gesendet, erhalten, erstellt, geändert, hinzugefügt, kennwort, passwort, benutzer, format, sprache, "
    "quelle, vorwahl, durchwahl, nebenstelle, präfix, suffix, anrede, initialen, geschlecht, phonetisch, "
    "aussprache, fax, telefax, pager, telex, rückruf, rückmeldung, hörbehinderte, einwilligung, betreff, "
    "signatur, datei, liste, ereignis, produkt, projekt, rechnung, bestellung, bank, abteilung, bereich, "
    "branche, umsatz, stichwörter, stichworte, schlagwörter, schlagwort, jahrestag, hochzeitstag, hochzeit, "
    "alter, plz, postleitzahl, postfach, geburtsort, geburtsland, hobby, hobbys, besitzer, eigentümer, "
    "ersteller, verfasser, absender, empfänger, notfall, notfallkontakt, vormund, eltern, elternteil, mutter, "
    "vater, bruder, schwester, sohn, tochter, arzt, hausarzt, lehrer, berater, betreuer, anwalt, vermittler, "
    "kunde, kunden, kundennummer, lieferant, kollege, nachbar, mitarbeiter, schule, universität, zentrale, "
    "zugewiesen, personalnummer, steuernummer, mitgliedsnummer",
    "es": "tipo, estado, verificado, válido, cantidad, total, enviado, recibido, creado, creada, modificado, "
    "añadido, identificador, contraseña, formato, idioma, lengua, fuente, origen, extensión, prefijo, sufijo, "
    "tratamiento, saludo, iniciales, sexo, género, fonético, fax, localizador, buscapersonas, télex, rdsi, "
    "devolución de llamada, consentimiento, asunto, archivo, lista, evento, producto, proyecto, factura, "
    "pedido, banco, departamento, división, sector, palabras clave, boda, aniversario, edad, código postal, c "
    "p, apartado, apartado postal, lugar de nacimiento, ciudad de nacimiento, país de nacimiento, código, "
    "afición, aficiones, propietario, creador, autor, remitente, destinatario, emergencia, emergencias, "
    "tutor, padre, padres, madre, hermano, hermana, hijo de, hija, pareja, socio, médico, profesor, asesor, "
    "abogado, cliente, proveedor, compañero, vecino, empleado, escuela, universidad, centralita, recepción, "
    "cuenta, dni, nif",
    "it": "tipo, verificato, valido, quantità, totale, inviato, ricevuto, creato, modificato, aggiunto, "
    "identificativo, password, utente, formato, lingua, fonte, origine, interno, prefisso, suffisso, "
    "appellativo, iniziali, sesso, genere, fonetico, fax, cercapersone, telex, richiamata, consenso, oggetto, "
    "file, elenco, evento, prodotto, progetto, fattura, ordine, banca, reparto, divisione, settore, parole "
    "chiave, matrimonio, anniversario, età, cap, codice postale, casella postale, luogo di nascita, città di "
    "nascita, comune di nascita, codice, codice fiscale, hobby, proprietario, creatore, autore, mittente, "
    "destinatario, emergenza, tutore, genitore, genitori, madre, padre, mamma, papà, fratello, sorella, "
    "compagno, compagna, medico, insegnante, consulente, avvocato, cliente, fornitore, collega, vicino, "
    "dipendente, scuola, università, centralino",
    "pt": "tipo, estado civil, situação, verificado, válido, quantidade, total, enviado, recebido, criado, "
    "modificado, adicionado, identificador, senha, formato, idioma, língua, fonte, origem, ramal, extensão, "
    "prefixo, sufixo, tratamento, saudação, iniciais, sexo, género, gênero, fonético, fax, pager, bip, telex, "
    "rdis, retorno, consentimento, assunto, assinatura, ficheiro, arquivo, lista, evento, produto, projeto, "
    "fatura, pedido, banco, departamento, divisão, setor, palavras chave, casamento, aniversário de "
    "casamento, bodas, idade, código postal, cep, caixa postal, apartado, local de nascimento, cidade de "
    "nascimento, naturalidade, código, passatempo, proprietário, criador, autor, remetente, destinatário, "
    "emergência, tutor, pai, mãe, irmão, irmã, parceiro, parceira, companheiro, médico, professor, consultor, "
    "advogado, cliente, fornecedor, colega, vizinho, funcionário, escola, universidade, conta, cpf",
    "nl": "type, soort, status, geverifieerd, geldig, aantal, totaal, verzonden, ontvangen, aangemaakt, "
    "gewijzigd, toegevoegd, id, wachtwoord, gebruiker, formaat, taal, bron, toestel, voorvoegsel, "
    "achtervoegsel, aanhef, aanspreektitel, voorletters, initialen, geslacht, fonetisch, fax, pieper, "
    "semafoon, telex, terugbellen, toestemming, onderwerp, handtekening, bestand, lijst, gebeurtenis, "
    "product, project, bestelling, bank, afdeling, sector, branche, trefwoorden, trouwdag, huwelijk, "
    "speciale datum, leeftijd, postcode, postbus, geboorteplaats, geboorteland, hobby, eigenaar, maker, "
    "auteur, afzender, ontvanger, nood, noodgeval, noodcontact, ice, voogd, ouder, ouders, moeder, "
    "vader, broer, zus, zoon, dochter, arts, huisarts, leraar, adviseur, advocaat, klant, klantnummer, "
    "leverancier, collega, buurman, medewerker, school, universiteit, receptie",
    "pl": "typ, rodzaj, status, stan, zweryfikowany, ważny, liczba, ilość, suma, wysłano, wysłany, otrzymano, "
    "utworzono, utworzony, zmodyfikowano, dodano, identyfikator, hasło, użytkownik, format, język, źródło, "
    "wewnętrzny, przedrostek, przyrostek, zwrot, zwrot grzecznościowy, inicjały, płeć, fonetyczna, faks, "
    "pager, teleks, zgoda, temat, podpis, plik, lista, wydarzenie, produkt, projekt, faktura, zamówienie, "
    "bank, dział, oddział, departament, branża, słowa kluczowe, rocznica, ślub, wiek, kod pocztowy, kod, "
    "skrytka pocztowa, miejsce urodzenia, kraj urodzenia, imieniny, hobby, właściciel, twórca, autor, "
    "nadawca, odbiorca, alarmowy, nagłych, awaryjny, opiekun, rodzic, rodzice, matki, matka, ojca, ojciec, "
    "brat, siostra, syn, córka, partnerka, lekarz, nauczyciel, doradca, prawnik, klient, klienta, dostawca, "
    "współpracownik, sąsiad, pracownik, szkoła, uniwersytet, uczelnia, centrala, pesel, nip",
    "ru": "тип, вид, статус, состояние, подтвержден, действителен, количество, число, всего, отправлено, получено, "
    "создан, создано, создания, изменения, "
    "добавления, обновления, изменен, изменено, добавлен, добавлено, идентификатор, пароль, пользователь, формат, "
    "язык, источник, добавочный, внутренний, префикс, суффикс, обращение, инициалы, пол, произношение, факс, "
    "пейджер, телекс, обратный вызов, согласие, тема, подпись, файл, список, событие, продукт, проект, счет, "
    "заказ, банк, отдел, отделение, подразделение, департамент, отрасль, ключевые слова, годовщина, свадьба, "
    "возраст, индекс, почтовый индекс, абонентский ящик, место рождения, город рождения, страна рождения, "
    "хобби, владелец, создатель, автор, отправитель, получатель, экстренный, экстренной, экстренного, "
    "экстренных, опекун, родитель, родители, родителей, мать, матери, отец, отца, мама, папа, брат, сестра, "
    "сын, дочь, врач, учитель, консультант, юрист, клиент, клиента, поставщик, коллега, сосед, сотрудник, "
    "школа, университет, вуз, инн",
    "tr": "tür, türü, tip, tipi, durum, durumu, doğrulandı, geçerli, sayısı, toplam, gönderildi, alındı, "
    "oluşturuldu, oluşturulma, değiştirildi, eklendi, eklenme, kimlik, kimliği, parola, şifre, biçim, dil, "
    "dili, kaynak, dahili, ön ek, son ek, hitap, baş harfler, cinsiyet, fonetik, okunuşu, faks, çağrı cihazı, "
    "teleks, geri arama, onay, konu, imza, dosya, liste, etkinlik, ürün, proje, fatura, sipariş, banka, "
    "departman, departmanı, bölüm, birim, sektör, anahtar kelimeler, yıldönümü, evlilik, evlilik yıldönümü, "
    "yaş, yaşı, posta kodu, posta kutusu, doğum yeri, kod, hobi, hobiler, sahibi, oluşturan, yazar, gönderen, "
    "alıcı, acil, acil durum, vasi, veli, velisi, ebeveyn, anne, annesi, baba, babası, kardeş, oğlu, kızı, "
    "ortak, doktor, öğretmen, danışman, avukat, müşteri, tedarikçi, meslektaş, komşu, çalışan, okul, "
    "üniversite, hesap, tc kimlik",
    "sv": "typ, slag, status, verifierad, giltig, antal, totalt, skickat, mottaget, skapad, ändrad, tillagd, id, "
    "lösenord, användare, format, språk, källa, anknytning, prefix, suffix, tilltal, hälsning, initialer, "
    "kön, fonetiskt, uttal, fax, personsökare, telex, samtycke, ämne, signatur, fil, lista, händelse, "
    "produkt, projekt, faktura nr, beställning, bank, avdelning, bransch, nyckelord, årsdag, bröllopsdag, "
    "bröllop, ålder, postnummer, postnr, postbox, box, födelseort, födelseland, namnsdag, hobby, ägare, "
    "skapare, författare, avsändare, mottagare, nöd, nödkontakt, nödfall, ice, anhörig, anhörigs, "
    "vårdnadshavare, förälder, föräldrar, mor, mors, mamma, far, fars, pappa, bror, syster, son, dotter, "
    "läkare, lärare, rådgivare, advokat, kund, kundnummer, leverantör, kollega, granne, anställd, skola, "
    "universitet, växel, personnummer",
    "zh": "称呼, 稱謂, 称谓, 类型, 類型, 状态, 狀態, 是否, 验证, 有效, 数量, 總數, 总数, 发送, 接收, 创建, 建立时间, "
    "修改, 更新, 添加, 编号, 編號, 身份证, 密码, 密碼, 用户, 账户, 格式, 语言, 語言, 来源, 來源, "
    "分机, 分機, 前缀, 后缀, 敬称, 尊称, 性别, 性別, 拼音, 注音, 传真, 傳真, 呼机, 同意, 主题, "
    "签名, 文件, 列表, 事件, 产品, 项目, 订单, 银行, 部门, 部門, 行业, 行業, 关键词, 关键字, "
    "纪念日, 紀念日, 结婚, 年龄, 年齡, 邮编, 邮政编码, 郵遞區號, 出生地, 籍贯, 爱好, 负责人, 所有者, "
    "创建人, 作者, 发件人, 收件人, 紧急, 緊急, 监护人, 父亲, 母亲, 父母, 家长, 兄弟, 姐妹, 儿子, "
    "女儿, 伴侣, 医生, 老师, 顾问, 律师, 客户, 供应商, 同事, 邻居, 员工, 学校, 大学, 总机",
    "ja": "種類, 種別, タイプ, 状態, ステータス, 確認, 有効, 数, 合計, 送信, 受信, 作成, 更新, 追加, "
    "パスワード, ユーザー, 形式, 言語, 内線, 接頭辞, 接尾辞, 敬称, 性別, ふりがな, フリガナ, カナ, "
    "かな, よみ, 読み, よみがな, ファックス, ファクス, ポケベル, 同意, 件名, 署名, ファイル, リスト, "
    "イベント, 製品, 商品, プロジェクト, 注文, 銀行, 部署, 部門, 部署名, 課, 業種, 業界, キーワード, "
    "記念日, 結婚, 年齢, 郵便番号, 出身地, 出生地, 趣味, 所有者, 作成者, 差出人, 宛先, 緊急, "
    "緊急連絡先, 保護者, 父, 母, 親, 兄, 弟, 姉, 妹, 息子, 娘, パートナー, 医師, 先生, 担当者, "
    "担当, 顧客, 取引先, 同僚, 社員, 学校, 大学, 代表",
}
"""If a column's name contains one of these words, netcli ignores the column."""

PICTURES: Final[Languages] = {
    "en": "photo, picture, image, avatar, logo, icon, thumbnail, photograph",
    "fr": "photo, image, logo",
    "de": "foto, bild, logo",
    "es": "foto, imagen, logotipo",
    "it": "foto, immagine, logo",
    "pt": "foto, imagem, logótipo",
    "nl": "foto, afbeelding",
    "pl": "zdjęcie, obraz, logo",
    "ru": "фото, фотография, изображение, логотип",
    "tr": "fotoğraf, resim",
    "sv": "foto, bild",
    "zh": "照片, 图片, 头像, 頭像",
    "ja": "写真, 画像",
}
"""Words for pictures in a column's name; netcli never keeps pictures."""

SERVICES: Final[Mapping[str, str]] = {
    "linkedin": "linkedin, linked in, 领英",
    "xing": "xing",
    "viadeo": "viadeo",
    "facebook": "facebook, fb, фейсбук",
    "x": "twitter, твиттер, x account, x handle, x profile, x username",
    "instagram": "instagram, insta, инстаграм",
    "github": "github, git hub",
    "telegram": "telegram, телеграм",
    "bluesky": "bluesky",
    "skype": "skype, скайп",
    "aim": "aim",
    "icq": "icq",
    "msn": "msn, windows live",
    "xmpp": "xmpp, jabber",
    "gtalk": "gtalk, google talk",
    "qq": "qq",
    "irc": "irc",
    "yahoo": "yahoo",
}
"""The words that stand for each service in the names of columns."""
MESSENGER: Final = "im, chat, instant messaging, messenger, messaging"
