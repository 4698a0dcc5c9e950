"""The pages of help: commands, options, and the words around them."""

from __future__ import annotations

from typing import Final

TEMPLATES: Final = {
    "A person, then tags; with --where, only tags. -TAG removes a tag.": "Une personne (aucune avec --where), puis des étiquettes ; -TAG en retire une.",
    "How many groups to list (default: 10, or all with --json); 0: all.": "Combien de groupes afficher (par défaut : 10, ou tous avec --json) ; 0 : tous.",
    "How many links to show (default: 50, or all with --json); 0: all.": "Combien de liens montrer (par défaut : 50, ou tous avec --json) ; 0 : tous.",
    "How many people, and how many links, to list (default: 10, or all with --json); 0: all.": "Combien de personnes, et combien de liens, afficher (par défaut : 10, ou tout avec --json) ; 0 : tout.",
    "How many to list (default: 10, or all with --json; 20 with --whole); 0: all.": "Combien en afficher (par défaut : 10, ou tous avec --json ; 20 avec --whole) ; 0 : tous.",
    "List at most N people to ask first, or N companies (default: 10 people, or all with --json); 0: all.": "Montrer au plus N personnes à solliciter, ou N entreprises (par défaut : 10 personnes, ou tout avec --json) ; 0 : tout.",
    (
        'How do I reach X? Your contact networks in one local file.\n\nStart with:  netcli init --me "Your '
        'Name"  ·  netcli import Connections.csv  ·  netcli path me "Sophie"'
    ): (
        "Comment atteindre X ? Vos réseaux de contacts dans un seul fichier, chez vous.\n\nPour commencer :  "
        'netcli init --me "Votre nom"  ·  netcli import Connections.csv  ·  netcli path me "Sophie"'
    ),
    "Ask": "Interroger",
    "Tell": "Renseigner",
    "Import, export": "Importer, exporter",
    "Identity": "Identité",
    "Keep in touch": "Garder le contact",
    "Understand": "Comprendre",
    "Look after": "Entretenir",
    (
        "Show who can introduce A to B, and why each step is believed.\n\nIf there is no chain, the exit code is 5, and the answer says what would make a chain. With --spare, chains through a friend look less likely for each request to this friend that `netcli intro asked` logged in the last 90 days."
    ): (
        "Montrer qui peut présenter A à B, et pourquoi croire à chaque étape.\n\nLe code de sortie 5 signifie "
        "qu'il n'y a pas de chaîne ; la réponse dit alors ce qui en créerait une. Avec --spare, chaque "
        "demande faite à un ami ces 90 derniers jours, notée par `intro asked`, rend moins probables les "
        "chaînes qui passent par lui."
    ),
    "Who asks (default: me): a name, id:, email: or @alias.": "Qui demande (par défaut : me) : un nom, id:, email: ou @alias.",
    "The person to reach.": "La personne à atteindre.",
    "Put the shortest chains first, or the likeliest.": "Mettre d'abord les chaînes les plus courtes, ou les plus probables.",
    "Show the N best chains.": "Montrer les N meilleures chaînes.",
    "Show every chain of the shortest length.": "Montrer toutes les chaînes de longueur minimale.",
    "Show chains that share nobody.": "Montrer des chaînes sans personne en commun.",
    "Maximum number of hops; 0: no limit.": "Nombre maximal de sauts ; 0 : sans limite.",
    "Avoid this person (repeatable).": "Éviter cette personne (répétable).",
    "Pass through this person (repeatable).": "Passer par cette personne (répétable).",
    "Use only links of these kinds.": "N'utiliser que les liens de ces types.",
    "Use only links active since that day.": "N'utiliser que les liens actifs depuis ce jour.",
    "Also use inferred links.": "Utiliser aussi les liens supposés.",
    "Use only the evidence up to this day.": "Répondre d'après les indices connus jusqu'à ce jour-là.",
    "With --all: how many chains to show; 0: all.": "Avec --all : combien de chaînes montrer ; 0 : toutes.",
    "If several people match, take the best match.": "Si plusieurs personnes correspondent, prendre le meilleur résultat.",
    "Draw all the shortest chains as one graph.": "Dessiner toutes les plus courtes chaînes en un graphe.",
    "Show links that would make a shorter chain.": "Montrer les liens qui raccourciraient la chaîne.",
    "Put the likeliest chains first, and avoid friends whom you asked recently.": "Mettre d'abord les chaînes les plus probables, et ménager les amis sollicités récemment.",
    "Add a proof (to check the proof: netcli verify).": "Ajouter une preuve que netcli verify peut vérifier.",
    "With --proof: leave out all names.": "Avec --proof : omettre tous les noms.",
    "With --proof: include private people.": "Avec --proof : inclure les personnes privées.",
    "Answer many questions from a CSV file (from,to) or an NDJSON file.": "Répondre à beaucoup de questions, lues en CSV (from,to) ou NDJSON.",
    "Answer with one JSON document.": "Répondre par un document JSON.",
    "Answer with one JSON object per line.": "Répondre par un objet JSON par ligne.",
    "The book to use (default: NETCLI_DB, or the data folder).": "Le carnet à utiliser (par défaut : NETCLI_DB, ou le dossier de données).",
    "Report what would be written; write nothing.": "Dire ce qui serait écrit ; ne rien écrire.",
    "Go ahead without asking.": "Procéder sans demander.",
    "Print only the answer.": "N'afficher que la réponse.",
    "Never ask a question.": "Ne jamais poser de question.",
    "Use colour: auto, always or never.": "Utiliser des couleurs : auto, always ou never.",
    "Show the traceback of a bug.": "Montrer la trace d'un bogue.",
    (
        "Find chains to everybody who matches: anyone at a company, with a title, in a city, with a tag.\n\nThe people found are grouped by the contact to ask. The contact who leads to the most people comes first. With --companies, the answer says for each company how the company was found, who works there, and whom to ask."
    ): (
        "Trouver des chaînes vers tous ceux qui correspondent : dans une entreprise, avec une fonction, dans "
        "une ville, avec une étiquette.\n\nLes personnes sont groupées selon qui solliciter d'abord ; qui mène "
        "au plus grand nombre vient en tête. Avec --companies, la réponse dit pour chaque entreprise comment "
        "elle a été trouvée, qui y travaille et à qui demander."
    ),
    "Words or key:value filters, as for netcli list.": "Des mots ou des filtres clé:valeur, comme pour netcli list.",
    "The person who asks.": "La personne qui demande.",
    "A list of companies, one per line or as CSV: find whom to ask at each.": "Une liste d'entreprises, une par ligne ou en CSV : trouver à qui demander dans chacune.",
    "Find people by words in any order, even slightly misspelt.": "Trouver des personnes par des mots dans n'importe quel ordre, même un peu mal écrits.",
    "Words of a name, company, title or city.": "Mots d'un nom, d'une entreprise, d'une fonction ou d'une ville.",
    "How many to list; 0: all.": "Combien en afficher ; 0 : tous.",
    "Include organizations and placeholders.": "Inclure les organisations et les fiches sans nom.",
    "Answer with a table for spreadsheets.": "Répondre par un tableau pour tableurs.",
    "Answer with a table for shell tools: tabs, no quotes.": "Répondre par un tableau pour outils de shell : tabulations, sans guillemets.",
    "The columns of --csv or --tsv; write nested fields with dots.": "Les colonnes de --csv ou --tsv ; les champs imbriqués s'écrivent avec des points.",
    "Show a person with their links, or the evidence for the link between two people.": "Montrer une personne avec ses liens, ou les indices du lien entre deux personnes.",
    "The person: a name, id:, email: or @alias.": "La personne : un nom, id:, email: ou @alias.",
    "A second person, to show the link between both people.": "Une autre personne, pour montrer le lien entre les deux.",
    (
        "List everybody, or only people who match every filter.\n\nA filter is a word of a name, company, title or "
        "city, or a condition that begins with company:, title:, tag:, city:, network:, since:, hops: or has:. A "
        "leading - negates a filter."
    ): (
        "Lister toutes les personnes, ou seulement celles qui répondent à tous les filtres.\n\nUn filtre est un mot "
        "du nom, de l'entreprise, de la fonction ou de la ville, ou une condition qui commence par company:, title:, "
        "tag:, city:, network:, since:, hops: ou has:. Un - en tête exclut."
    ),
    "Words, or key:value.": "Des mots, ou clé:valeur.",
    "What comes first: the most contacts, the latest update, the fewest hops or the highest chance.": "L'ordre : d'abord les plus liés, les plus récents, les plus proches ou les plus probables.",
    ("Show a page to read before you meet somebody: link, last contact, meetings, favours, mutual contacts."): (
        "Montrer une page à lire avant de rencontrer quelqu'un : lien, dernier contact, rencontres, "
        "services, contacts communs."
    ),
    (
        "Check a proof from `netcli path --proof`: the chain's length, and the number of chains of that length.\n\nAny "
        "copy of the book will do. The check shares no code with `netcli path`. Exit code 5 means that the proof is "
        "wrong, or that the book differs."
    ): (
        "Vérifier une preuve de `netcli path --proof` : la longueur de la chaîne, et le nombre de chaînes de cette "
        "longueur.\n\nN'importe quelle copie du carnet convient. La vérification ne partage aucun code avec `netcli "
        "path`. Le code de sortie 5 signifie que la preuve est fausse, ou que le carnet diffère."
    ),
    "The output of netcli path A B --proof --json.": "La sortie de netcli path A B --proof --json.",
    (
        "Create a book, with you in it.\n\nYour e-mails, profiles and phones are how netcli recognises you in "
        "the files that you import."
    ): (
        "Créer un carnet, avec vous dedans.\n\nVos adresses, profils et téléphones permettent à netcli de vous "
        "reconnaître dans les fichiers que vous importez."
    ),
    "Your name, as others write it.": "Votre nom, comme les autres l'écrivent.",
    "An e-mail address (repeatable).": "Une adresse e-mail (répétable).",
    "A profile or page (repeatable).": "Un profil ou une page (répétable).",
    "A phone number (repeatable).": "Un numéro de téléphone (répétable).",
    "Add a person by hand.": "Ajouter une personne à la main.",
    "The person's name, or - to read CSV or NDJSON from standard input.": "Son nom, ou - pour lire du CSV ou du NDJSON sur l'entrée standard.",
    "The company for which the person works.": "L'entreprise où elle travaille.",
    "Their job title.": "Sa fonction.",
    "The city where the person lives.": "La ville où elle vit.",
    "A tag (repeatable).": "Une étiquette (répétable).",
    "Remove an e-mail address (repeatable).": "Retirer une adresse e-mail (répétable).",
    "Remove a phone number (repeatable).": "Retirer un numéro de téléphone (répétable).",
    "Remove a profile or page (repeatable).": "Retirer un profil ou une page (répétable).",
    "Remove an alias (repeatable).": "Retirer un alias (répétable).",
    "The date of birth: 1980-03-12, 1980 or --03-12.": "La date de naissance : 1980-03-12, 1980 ou --03-12.",
    "A note: anything else to remember.": "Une note : toute autre chose à retenir.",
    "A short name, to be used as @ALIAS (repeatable).": "Un nom court, à employer sous la forme @ALIAS (répétable).",
    "Add the person even if somebody has that name.": "Ajouter la personne même si quelqu'un porte ce nom.",
    "Record that two people know each other.": "Noter que deux personnes se connaissent.",
    "A person, or - to read links from standard input.": "Une personne, ou - pour lire des liens sur l'entrée standard.",
    "Another person.": "Une autre personne.",
    (
        "What A is to B: spouse, partner, parent, child, sibling, kin, manager, assistant, colleague, "
        "friend, classmate, customer, supplier, neighbor, referred_by, met, acquaintance, contact, other."
    ): (
        "Ce que A est pour B : spouse, partner, parent, child, sibling, kin, manager, assistant, colleague, "
        "friend, classmate, customer, supplier, neighbor, referred_by, met, acquaintance, contact, other."
    ),
    "The beginning of the link: 2015, 2015-01 or 2015-01-24.": "Le début du lien : 2015, 2015-01 ou 2015-01-24.",
    "The last day on which the two people met or wrote to each other.": "Le jour de leur dernière rencontre ou de leur dernier message.",
    "How certain the link is: sure, probable or guess.": "À quel point le lien est certain : sure, probable ou guess.",
    "How well the two people know each other: 1 (barely) to 5 (close).": "À quel point ils se connaissent : de 1 (à peine) à 5 (proches).",
    "Leave the link out of exports.": "Laisser le lien hors des exports.",
    "Add people who are not in the book.": "Ajouter les personnes absentes du carnet.",
    "When reading from standard input, reject rows with unknown people.": "Avec - : rejeter les lignes qui nomment des inconnus.",
    "Record that two people do not know each other after all.": "Noter que deux personnes ne se connaissent finalement pas.",
    "A person.": "Une personne.",
    (
        "Correct what the book says about a person; your values override every import.\n\nTo clear one of your "
        "values, set it to ''."
    ): (
        "Corriger ce que le carnet dit d'une personne ; vos valeurs l'emportent sur tout import.\n\nPour "
        "effacer l'une de vos valeurs, donnez ''."
    ),
    "Change everybody who matches (repeatable), after a preview.": "Modifier tous ceux qui répondent au filtre (répétable), après un aperçu.",
    "A new name.": "Un nouveau nom.",
    "Leave the person out of exports.": "Laisser la personne hors des exports.",
    "Add tags to a person, or remove them; with --where, for everybody who matches all filters.": (
        "Ajouter des étiquettes à une personne, ou les retirer ; avec --where, à tous ceux qui répondent à "
        "tous les filtres."
    ),
    "Move a person and their links to the trash; `trash restore`, or a later import, brings them back.": (
        "Mettre une personne et ses liens à la corbeille ; `trash restore`, ou un import ultérieur, les en ressort."
    ),
    "The person: id:, a key, an @alias or a full name.": "La personne : id:, une clé, un @alias ou un nom complet.",
    (
        "Answer the most useful questions: do these two people know each other?\n\nAnswer y, n, s (strong), skip or q, on the terminal or line by line on standard input. `netcli undo` takes back all answers at once. After Ctrl-C, netcli keeps the answers given so far."
    ): (
        "Répondre aux questions les plus utiles : ces deux personnes se connaissent-elles ?\n\nRépondez y, n, "
        "s (fort), skip ou q, au terminal ou ligne par ligne sur l'entrée standard. Toutes les réponses "
        "s'annulent en une fois ; Ctrl-C garde celles déjà données."
    ),
    "How many questions to ask; 0: all.": "Combien de questions poser ; 0 : toutes.",
    (
        "List likely links that nobody stated, with the evidence for them; --yes adds them as guesses.\n\nTwo people may know each other if they were at one employer or school at the same time, or if they have many common contacts. Guesses are always marked as such, and chains use them only with --guesses. netcli undo removes them."
    ): (
        "Lister les liens probables que personne n'a affirmés, avec leurs indices ; --yes les ajoute comme "
        "suppositions.\n\nDeux personnes qui ont en même temps le même employeur ou la même école, ou beaucoup "
        "de contacts communs, peuvent se connaître. Les suppositions sont toujours signalées, et les chaînes "
        "ne les utilisent qu'avec --guesses. netcli undo les retire."
    ),
    "Propose only links between people who match the filters.": "Seulement les liens entre les personnes qui répondent aux filtres.",
    (
        "Bring a network's exports into the book.\n\nImporting a file twice changes nothing; `netcli undo` reverses the whole command. An export that netcli wrote (`--format json`) restores the whole book if there is no book yet, or if the book contains only you."
    ): (
        "Faire entrer dans le carnet les exports d'un réseau.\n\nImporter deux fois un fichier ne change rien "
        "; `netcli undo` annule toute la commande. L'export de netcli (`--format json`) restaure le carnet "
        "entier s'il n'y en a pas encore, ou s'il ne contient que vous."
    ),
    "Exports, archives or folders; -: standard input.": "Exports, archives ou dossiers ; - : l'entrée standard.",
    "The person who owns the export (default: you).": "La personne à qui appartient l'export (par défaut : vous).",
    "The network that the files come from.": "Le réseau d'où viennent les fichiers.",
    "Add the owner if the book does not know them.": "Ajouter le propriétaire s'il n'est pas dans le carnet.",
    "Reject links to unknown people.": "Rejeter les liens vers des inconnus.",
    'Columns of a table: name="Nom complet",..., or @SAVED.': 'Colonnes d\'un tableau : name="Nom complet",..., ou @NOM.',
    "Save --map under the name @NAME.": "Enregistrer --map sous le nom @NOM.",
    "Show how a table is understood; import nothing.": "Montrer comment un tableau est compris ; ne rien importer.",
    "Write rejected rows to FILE.": "Écrire les lignes rejetées dans FILE.",
    "Overwrite the FILE of --rejects.": "Écraser le FILE de --rejects.",
    "Compare with the previous import: who is new, who is gone, who changed jobs.": "Comparer avec l'import précédent : qui est nouveau, qui est parti, qui a changé de poste.",
    "List the files that were imported, newest first.": "Lister les fichiers importés, du plus récent au plus ancien.",
    "The number of an import, to see this import in full.": "Le numéro d'un import : montrer ce qu'il a fait.",
    (
        "Write the book for other programs; with filters, write only matching people and the links between them.\n\nThe format json keeps everything. The format csv is a table of people for `netcli add -`, the format edges is a table of links for `netcli link -`, and the format diary has one line per meeting for `netcli met --diary`. The formats vcard (4.0) and vcard3 write cards. With -o DIR/, each card is a file; if you edit the files elsewhere, importing the folder brings the edits back."
    ): (
        "Écrire le carnet pour d'autres programmes, ou seulement les personnes qui répondent à tous les filtres et leurs liens.\n\njson garde tout. csv est un tableau de personnes, que lit `add -`. edges est un tableau de liens, que lit `link -`. diary a une ligne par rencontre ; `met --diary` le lit. vcard (4.0) et vcard3 sont des cartes. Avec -o DIR/, chaque carte est un fichier ; si vous modifiez ces fichiers ailleurs, importer le dossier récupère les modifications."
    ),
    "json, ndjson, csv, vcard, vcard3, graphml, gexf, dot, mermaid, edges, gephi, diary.": "json, ndjson, csv, vcard, vcard3, graphml, gexf, dot, mermaid, edges, gephi, diary.",
    "Where to write the export (stdout: -).": "Où écrire l'export (sortie standard : -).",
    "Overwrite FILE.": "Écraser FILE.",
    "Include only P and the people around them.": "N'inclure que P et son entourage.",
    "With --ego: the maximum number of hops from P.": "Avec --ego : le nombre maximal de sauts depuis P.",
    "Include only names and companies.": "N'inclure que les noms et les entreprises.",
    "Include private people and links.": "Inclure les personnes et les liens privés.",
    "Put ' before cells that a spreadsheet would evaluate.": "Mettre ' devant les cellules qu'un tableur évaluerait.",
    (
        "Draw the network as a web page: find people, click two of them, and the chains between them light up.\n\nThe page is one file that needs no connection. It shows at most 20,000 people: those nearest to you, or to the person of --ego."
    ): (
        "Dessiner le réseau sous forme de page web : cherchez des personnes, cliquez-en deux, et les chaînes entre "
        "elles s'éclairent.\n\nLa page est un seul fichier qui n'a besoin d'aucune connexion. Au-delà de "
        "20\u202f000 personnes, elle montre celles qui sont les plus proches de vous ou de --ego."
    ),
    "Where to write the copy (default: beside the book).": "Où écrire la copie (par défaut : à côté du carnet).",
    "Where to write the page (default: beside the book).": "Où écrire la page (par défaut : à côté du carnet).",
    "Do not open a browser.": "Ne pas ouvrir de navigateur.",
    (
        "Look up e-mail addresses for mutt and aerc: address, name and workplace on one line, separated by "
        "tabs.\n\nIn mutt: set query_command = \"netcli query '%s'\". In aerc: address-book-cmd = netcli query "
        '--remove-first-line "%s".'
    ): (
        "Chercher des adresses e-mail pour mutt et aerc : adresse, nom et employeur sur une ligne, séparés "
        "par des tabulations.\n\nDans mutt : set query_command = \"netcli query '%s'\". Dans aerc : "
        'address-book-cmd = netcli query --remove-first-line "%s".'
    ),
    "Words of a name, or the start of an address.": "Mots d'un nom, ou début d'une adresse.",
    "Leave out the first line, which mutt expects and aerc does not.": "Omettre la première ligne, que mutt attend et qu'aerc n'attend pas.",
    (
        "Let an assistant ask the book, over standard input and output (Model Context Protocol).\n\nRead-only "
        "unless --write. The answers go to the assistant's maker: names, companies, titles, cities and "
        "chains, but nothing about private people, and no e-mails, phones or notes without --details. "
        "`netcli setup` configures an assistant to start this command."
    ): (
        "Laisser un assistant interroger le carnet, par l'entrée et la sortie standard (Model Context "
        "Protocol).\n\nEn lecture seule sauf avec --write. Les réponses partent chez le fabricant de "
        "l'assistant : noms, entreprises, fonctions, villes et chaînes, mais rien des personnes privées, et "
        "ni adresses, ni téléphones, ni notes sans --details. `netcli setup` configure un assistant pour qu'il "
        "lance cette commande."
    ),
    "Allow proposed changes, each of which you confirm.": "Permettre des propositions de changement, que vous confirmez une à une.",
    "Show e-mails, phones, notes, tags and evidence.": "Montrer adresses, téléphones, notes, étiquettes et indices.",
    (
        "Add `netcli mcp` to an assistant's settings, so that the assistant can ask the book; you are asked "
        "first.\n\nnetcli's answers then go to that assistant, and so to its maker."
    ): (
        "Ajouter `netcli mcp` aux réglages d'un assistant, après confirmation, pour qu'il puisse interroger le "
        "carnet.\n\nCe que netcli répond part alors chez cet assistant, donc chez son fabricant."
    ),
    "claude-desktop, claude-code, cursor, vscode, codex.": "claude-desktop, claude-code, cursor, vscode, codex.",
    "Remove netcli from the assistant's settings.": "Retirer netcli des réglages de l'assistant.",
    (
        "Create a temporary book of invented people, to try netcli with.\n\nIt is written to the file of --db "
        "or NETCLI_DB. If NETCLI_DB names an existing file, or if neither is given, it is written to a new temporary folder."
    ): (
        "Créer un carnet temporaire de personnes inventées, pour essayer netcli.\n\nIl est écrit dans le "
        "fichier de --db ou NETCLI_DB. Si NETCLI_DB désigne un fichier existant, ou à défaut des deux, il est écrit dans un nouveau dossier temporaire."
    ),
    (
        "List pairs of people who may be the same person, and decide whether they are.\n\nOn a terminal, netcli asks about each pair. In a script, use --accept to merge all pairs of a rule, or --decide to give a decision for each pair of ids."
    ): (
        "Lister les paires de personnes qui n'en font peut-être qu'une, et décider.\n\nAu terminal, netcli demande paire par paire ; les scripts acceptent une règle entière, ou décident par numéro."
    ),
    (
        "List only the pairs found by one rule: profile, email, mobile, name_birthday, name_company, "
        "similar_name_company, name, similar_name, other."
    ): (
        "Seulement les paires de cette règle : profile, email, mobile, name_birthday, name_company, "
        "similar_name_company, name, similar_name, other."
    ),
    "Only pairs with at least this score.": "Seulement les paires d'au moins ce score.",
    "How many pairs to list per rule; 0: all.": "Combien de paires afficher par règle ; 0 : toutes.",
    "Merge all pairs of a rule.": "Fusionner toutes les paires d'une règle.",
    'Read decisions as NDJSON: {"a", "b", "verdict"}; a verdict is same, distinct or later.': 'Lire des décisions en NDJSON : {"a", "b", "verdict"} ; un verdict est same, distinct ou later.',
    ("Merge two people under A's id; B's id then means the same person. To separate the people: `netcli split`."): (
        "Fusionner deux personnes ; le numéro de A reste, et celui de B mène désormais à A. `netcli split` "
        "les sépare à nouveau."
    ),
    "The person whose id is kept.": "La personne dont le numéro est gardé.",
    "The person who is the same as A.": "La personne qui est la même que A.",
    "Undo a merge, or move records to a new person.": "Annuler une fusion, ou déplacer des fiches vers une nouvelle personne.",
    "The person to split.": "La personne à diviser.",
    "The numbers of the records to move.": "Les numéros des fiches à déplacer.",
    "Record that two people are different.": "Noter que deux personnes sont différentes.",
    "Show, in bits, the evidence that two people are the same person, and the evidence that they are not.": "Montrer ce qui indique que deux personnes n'en font qu'une, et ce qui s'y oppose, en bits.",
    (
        "Log a meeting with one or several people: it counts as contact, and as evidence of each link.\n\nA diary has one line per meeting: 2026-11-20 lunch Pierre, Jacques @Lyon : about Sophie. On the next lines, the date may be short: 21 is day 21 of the same month, and 12-03 is 3 December of the same year. If the diary is logged again, unchanged lines are skipped, and an edited line changes its meeting. If you delete a line, its meeting stays in the book."
    ): (
        "Noter une rencontre avec une ou plusieurs personnes : elle compte comme contact, et comme indice de chaque lien.\n\nUn journal a une ligne par rencontre : 2026-11-20 déjeuner Pierre, Jacques @Lyon. Sur les lignes suivantes, la date peut être courte : 21 est le 21 du même mois, et 12-03 le 3 décembre de la même année. Les lignes déjà notées sont ignorées, une ligne modifiée remplace sa rencontre, et la rencontre d'une ligne effacée reste dans le carnet."
    ),
    "The people you met.": "Les personnes rencontrées.",
    "2026-11-20, yesterday, last friday (default: today).": "2026-11-20, hier, vendredi dernier (par défaut : aujourd'hui).",
    "What to remember about the meeting.": "Ce qu'il faut retenir de la rencontre.",
    "What kind of meeting it was: lunch, coffee, call, ...": "De quelle sorte de rencontre il s'agit : déjeuner, café, appel, ...",
    "The place where you met.": "Le lieu de la rencontre.",
    "The event at which you met.": "L'événement où vous vous êtes rencontrés.",
    "The host of the meeting, who knows everybody present.": "L'hôte de la rencontre, qui connaît toutes les personnes présentes.",
    "Also link the people you met to each other.": "Lier aussi entre elles les personnes rencontrées.",
    "Log the meetings in the diary FILE (-: standard input).": "Noter les rencontres du journal FILE (- : entrée standard).",
    "Log a favour, given or received; `show` gives the balance.": "Noter un service, rendu ou reçu ; `show` donne le solde.",
    "The person who received or gave the favour.": "La personne qui a reçu ou rendu le service.",
    "Whether you gave or received the favour.": "Service rendu, ou reçu.",
    "What the favour was.": "En quoi consistait le service.",
    (
        "Set how often to be in touch with somebody; `netcli due` says when it is time.\n\nA person's own rhythm overrides the rhythm of a tag. If several tags of a person have rhythms, the rhythm of the least common tag counts. `none` ends a rhythm."
    ): (
        "Fixer à quel rythme garder le contact avec quelqu'un ; `due` dit quand c'est le moment.\n\nLe rythme d'une personne l'emporte sur celui d'une étiquette ; si une personne a plusieurs étiquettes, celle qui réunit le moins de personnes compte. `none` met fin à un rythme."
    ),
    "A person, or everybody who has a tag.": "Une personne, ou toutes celles qui ont une étiquette.",
    "How often to be in touch: 10d, 6w, 3m, 1y.": "À quelle fréquence se donner des nouvelles : 10d, 6w, 3m, 1y.",
    (
        "List the people whom you have not contacted for longer than the rhythm that you set.\n\nMeetings, messages and introductions count as contact."
    ): (
        "Lister les personnes à qui écrire, parce que leur dernier contact remonte plus loin que ne le veut le rythme fixé.\n\nRencontres, messages et mises en relation comptent comme contacts."
    ),
    "Use the frequency of past contact instead of rhythms.": "Se fier à la fréquence passée, non aux rythmes.",
    "List only the N people whose loss would reduce your reach most.": "Ne lister que les N personnes dont la perte réduirait le plus votre portée.",
    "Show each person's rhythm, and what it would cost to lose the person.": "Montrer le rythme de chaque personne, et ce que sa perte coûterait.",
    "List the next birthdays, and the next anniversaries of first contacts.": "Lister les prochains anniversaires, et ceux des premiers contacts.",
    "How far ahead to look: 30d (default), 6w, 3m, 1y.": "Jusqu'où regarder : 30d (par défaut), 6w, 3m, 1y.",
    "Write the dates as a calendar (-: stdout).": "Écrire les dates comme calendrier (- : sortie standard).",
    "Report when the chain to somebody opens, shortens, breaks or grows likelier.": "Signaler quand la chaîne vers quelqu'un s'ouvre, raccourcit, se rompt ou devient plus probable.",
    "Watch the chain to a person; each later check compares the chain with the last known chain.": "Surveiller la chaîne vers quelqu'un ; chaque vérification la compare à la précédente.",
    "Stop watching the chain to somebody.": "Ne plus surveiller la chaîne vers quelqu'un.",
    "List the watched people, and the chain to each at the last check.": "Lister les personnes surveillées, et la chaîne vers chacune à la dernière vérification.",
    "Compare each chain with the last check and store the result; exit code 10 tells cron that a chain changed.": (
        "Comparer chaque chaîne à la dernière vérification et garder le résultat ; le code de sortie 10 signale à cron qu'une chaîne a changé."
    ),
    "Ask for introductions, and keep track of them.": "Demander des mises en relation, et les suivre.",
    (
        "Write what to send: the request to the first person of the chain, and a paragraph that they can "
        "forward.\n\nTo change the words, copy netcli's template to intro.en.txt or intro.fr.txt in your "
        "configuration folder."
    ): (
        "Rédiger ce qu'il faut envoyer : la demande à la première personne de la chaîne, et un paragraphe qu'elle peut "
        "transférer.\n\nPour changer les mots, copiez le modèle de netcli dans intro.en.txt ou intro.fr.txt de "
        "votre dossier de configuration."
    ),
    "Without B: the person to reach. With B: the person who asks.": "La personne à atteindre ; si vous nommez aussi B, la personne qui demande.",
    "The person whom A wants to reach.": "La personne que A veut atteindre.",
    "The language (default: your locale's).": "La langue (par défaut : celle de votre environnement).",
    "The shortest chain, or the likeliest.": "La chaîne la plus courte, ou la plus probable.",
    "Why you want to meet the person.": "Pourquoi vous voulez rencontrer cette personne.",
    "List the introductions that you asked for, newest first, each with its next step.": (
        "Lister les mises en relation que vous avez demandées, de la plus récente à la plus ancienne, et la "
        "suite à donner."
    ),
    "List only open introductions.": "Ne lister que les mises en relation en cours.",
    "Log that you asked for an introduction to TARGET.": "Noter que vous avez demandé une mise en relation avec TARGET.",
    "The person you want to meet.": "La personne que vous voulez rencontrer.",
    "The person you asked (default: the first person of the shortest chain).": "La personne sollicitée (par défaut : la première de la plus courte chaîne).",
    "Log that the first person agreed to introduce you.": "Noter que la première personne a accepté de vous présenter.",
    "Log that you were introduced.": "Noter que la mise en relation est faite.",
    "Log that you met.": "Noter que vous vous êtes rencontrés.",
    "Log that somebody said no.": "Noter que quelqu'un a dit non.",
    "Log that nobody answered.": "Noter que personne n'a répondu.",
    (
        "Measure your small world: how many people, how far apart, how closely knit.\n\nWith more than 20,000 "
        "people, hops are measured from a sample of people, unless --exact is given."
    ): (
        "Mesurer votre petit monde : combien de personnes, à quelle distance, à quel point "
        "liées entre elles.\n\nAu-delà de 20\u202f000 personnes, les sauts sont mesurés sur un échantillon, sauf avec "
        "--exact."
    ),
    "Measure all pairs, not a sample.": "Mesurer toutes les paires, pas un échantillon.",
    (
        "Show through whom you reach other people: the share of your shortest chains that starts with each contact.\n\nWith --whole, show the share of all shortest chains that passes through each person. In a large network, the shares are estimated from a sample, as intervals; people whose intervals overlap may share a rank."
    ): (
        "Montrer par qui vous atteignez les autres : la part de vos plus courtes chaînes qui commence par chaque contact.\n\nAvec --whole, montrer qui sert d'intermédiaire aux autres : la part de toutes les plus courtes chaînes qui passe par chacun. Dans un grand réseau, les parts sont estimées sur un échantillon, par des intervalles ; les personnes dont les intervalles se recoupent peuvent partager un rang."
    ),
    "The person whose contacts to rank (default: you).": "La personne dont on classe les contacts (par défaut : vous).",
    "Show the people who are most often on the shortest chains of the whole book.": "Montrer plutôt qui sert d'intermédiaire à tous les autres.",
    "With --whole: use everybody, not a sample.": "Avec --whole : mesurer à partir de tout le monde, pas d'un échantillon.",
    (
        "Rate a person's position in the network: an index from 0 to 100, its parts, and what would raise it most.\n\nUp to 50 points are for how near everybody is, up to 25 for the number of people whom introductions would reach, and up to 25 for contacts who do not know each other."
    ): (
        "Évaluer la position d'une personne dans le réseau : un indice de 0 à 100, ses parts, et ce qui le relèverait le plus.\n\nSur 100 points, 50 mesurent à quel point tout le monde est proche, 25 combien de personnes on atteindrait par des mises en relation, et 25 combien de contacts ne se connaissent pas."
    ),
    "The person to measure.": "La personne à mesurer.",
    (
        "Suggest new contacts who would bring everybody closer to you, and show who can introduce you.\n\nPeople are ranked by a score: the total number of hops that you would save, times the chance of the chain to the person. With FILTERs, only people who match all filters are suggested."
    ): (
        "Suggérer qui rencontrer ensuite : qui rapprocherait tout le monde, et qui peut vous présenter.\n\nLe classement suit les sauts que vous économiseriez en tout en connaissant la personne, multipliés par la chance de la chaîne qui y mène. Avec FILTER, seules les personnes qui répondent à tous les filtres sont suggérées."
    ),
    "Suggest a set of people who complement each other.": "Suggérer un ensemble de personnes qui se complètent.",
    (
        "Show which people and links your network depends on, and which new links would help.\n\nFor each person, see how many people would be cut off without this person."
    ): (
        "Montrer de quelles personnes et de quels liens votre réseau dépend, et quels nouveaux liens aideraient.\n\nPour chaque personne, voyez combien d'autres seraient isolées sans elle."
    ),
    (
        "Find groups of people with many links among them, and the people who connect the groups.\n\nA group is named by what its people have in common. Groups are numbered by size; the filter group:1 selects the people of the largest group."
    ): (
        "Trouver des groupes de personnes très liées entre elles, et les personnes qui relient les groupes.\n\nUn groupe est nommé par ce que ses personnes ont en commun. Les groupes sont numérotés par taille ; le filtre group:1 choisit les personnes du plus grand."
    ),
    (
        "Show how your reach, and your hops to others, would change if people met or somebody were gone.\n\nAll options may be repeated. Nothing is written."
    ): (
        "Montrer comment votre portée, et vos sauts vers les autres, changeraient si des personnes se rencontraient ou si quelqu'un manquait.\n\nToutes les options sont répétables. Rien n'est écrit."
    ),
    "Suppose that these two know each other.": "Supposer que ces deux personnes se connaissent.",
    "Suppose that this person is gone.": "Supposer que cette personne n'est plus là.",
    "Show how far this person is from you, before and after.": "Montrer à quelle distance cette personne est de vous, avant et après.",
    (
        "Send Milgram's letters to yourself through your network: how many arrive, in how many hops, through whom.\n\nEach letter starts with somebody drawn at random. A person who has a letter knows only their own contacts. The person passes the letter to you, to somebody who knows you, or to somebody who resembles you, but never to anybody who had the letter before."
    ): (
        "S'envoyer les lettres de Milgram à travers son réseau : combien arrivent, en combien de sauts, par qui.\n\nChaque lettre part de quelqu'un tiré au hasard. Qui tient une lettre ne connaît que ses propres contacts, et vous passe la lettre, ou la passe à quelqu'un qui vous connaît, ou qui vous ressemble, mais jamais à qui l'a déjà eue."
    ),
    "How many letters to send.": "Combien de lettres envoyer.",
    "Seed of the random numbers: the same seed gives the same simulation.": "Graine des nombres aléatoires : même graine, mêmes lettres.",
    "Chance that a person who receives a letter gives up.": "Chance que quelqu'un qui tient une lettre renonce.",
    "Undo the last command, or one import.": "Annuler la dernière commande, ou un import.",
    "Undo only the import with this number.": "N'annuler que l'import de ce numéro.",
    "Redo the last undone command.": "Rétablir la dernière commande annulée.",
    "List the changes to the book, newest first.": "Lister les changements du carnet, du plus récent au plus ancien.",
    "List only changes to this person.": "Ne lister que les changements de cette personne.",
    "List removed people, and restore them.": "Lister les personnes supprimées, et les restaurer.",
    "Restore a person and their links from the trash.": "Sortir de la corbeille une personne et ses liens.",
    (
        "Copy the book to a new file, and verify the copy.\n\nnetcli also makes copies by itself, beside the "
        "book: before it updates, repairs or restores a book, and before an import of 2 MB or more. It keeps "
        "the latest five of these."
    ): (
        "Copier le carnet dans un nouveau fichier, et vérifier la copie.\n\nnetcli fait aussi des copies de "
        "lui-même, à côté du carnet : avant de mettre à jour, réparer ou restaurer un carnet, et avant un "
        "import de 2 Mo ou plus. Il garde les cinq dernières."
    ),
    "Replace the book with a backup. The present book is copied first; `netcli undo` cannot reverse this.": (
        "Remplacer le carnet par une sauvegarde. Le carnet actuel est d'abord copié ; `netcli undo` ne peut pas l'annuler."
    ),
    "A backup of the book.": "Une sauvegarde du carnet.",
    (
        "Rewrite the book to make its file as small as possible; `netcli undo` cannot reverse this.\n\nAfterwards, the file holds nothing that was deleted."
    ): (
        "Réécrire le carnet au plus petit ; `netcli undo` ne peut pas l'annuler.\n\nRien de ce qui a été effacé ne "
        "reste dans son fichier."
    ),
    (
        "Check the book for damage; --repair rebuilds derived data.\n\nPeople must agree with their "
        "records, and links with their evidence."
    ): (
        "Vérifier que le carnet n'est pas endommagé, et réparer ce qui peut être déduit à nouveau.\n\nLes "
        "personnes doivent s'accorder avec leurs fiches, et les liens avec leurs indices."
    ),
    "Derive all people and links again, after a verified backup.": "Déduire à nouveau toutes les personnes et tous les liens, après une sauvegarde vérifiée.",
    (
        "Erase a person from the book, its history and its backups, for good; `netcli undo` cannot reverse this.\n\nThe person's name is blanked everywhere else, except in other people's notes. netcli keeps only salted hashes of the person's addresses (or of the name and company, if there is no address). By these hashes, later imports ignore the person until you bring the person back with `netcli add --new`. Only the folder of the book is searched: delete pages, exports and copies elsewhere yourself."
    ): (
        "Effacer une personne du carnet, de son historique et de ses sauvegardes, pour de bon ; `netcli undo` ne peut "
        "pas l'annuler.\n\nSon nom est noirci partout ailleurs, sauf dans les notes sur d'autres personnes. "
        "netcli ne garde que des empreintes salées de ses adresses (du nom et de l'entreprise à défaut), "
        "pour ignorer ses lignes dans de futurs fichiers, jusqu'à ce que `netcli add --new` la ramène. Seul le "
        "dossier du carnet est parcouru : supprimez vous-même les pages, exports et copies qui sont ailleurs."
    ),
    "Also remove the person's name from other people's notes.": "Noircir aussi son nom dans les notes sur d'autres personnes.",
    (
        "Show everything the book holds about a person, each value with its file and line.\n\nThe person may ask you for this information; `netcli forget` erases it."
    ): (
        "Montrer tout ce que le carnet contient sur une personne, chaque valeur avec son fichier et sa ligne.\n\nLa personne peut vous demander ces informations ; `netcli forget` les efface."
    ),
    (
        "Encrypt the book and its backups with a passphrase; `netcli undo` cannot reverse this.\n\nWithout the passphrase, nobody can open the files. The files use the age format; their key lies beside the book, encrypted with the passphrase. Giving the passphrase confirms the command: `--yes` is not needed. Needs the extra `lock`."
    ): (
        "Chiffrer le carnet et ses sauvegardes par une phrase secrète ; `netcli undo` ne peut pas l'annuler."
        "\n\nSans la phrase secrète, personne ne peut ouvrir les fichiers. Les fichiers sont au format age ; leur clé est à côté du carnet, chiffrée "
        "par la phrase secrète. Donner la phrase secrète vaut accord : `--yes` n'est pas nécessaire. Demande "
        "l'extra `lock`."
    ),
    "Read the passphrase from FILE's first line.": "Lire la phrase secrète sur la première ligne de FILE.",
    "Read the passphrase from file descriptor N.": "Lire la phrase secrète sur le descripteur de fichier N.",
    (
        "Decrypt the book and its backups; `netcli undo` cannot reverse this.\n\nGiving the passphrase confirms the command: `--yes` is not needed."
    ): (
        "Déchiffrer le carnet et ses sauvegardes ; `netcli undo` ne peut pas l'annuler.\n\nDonner la phrase secrète vaut "
        "accord : `--yes` n'est pas nécessaire."
    ),
    "Show where the book is, and how large.": "Montrer où est le carnet, et sa taille.",
    (
        "Query the book in SQL, read-only; without a statement, list the views and their columns.\n\nThe views "
        "are people, emails, phones, urls, aliases, tags, links (each once), contacts (each from both ends), "
        "reasons (the evidence), sources and imports. The views are stable; the tables behind them are not."
    ): (
        "Interroger le carnet en SQL, en lecture seule ; sans requête, lister les vues et leurs "
        "colonnes.\n\nLes vues sont people, emails, phones, urls, aliases, tags, links (chacun une fois), "
        "contacts (chacun des deux côtés), reasons (les indices), sources et imports. Les vues sont stables "
        "; les tables derrière elles ne le sont pas."
    ),
    "One SELECT, or - to read it from standard input.": "Un SELECT, ou - pour le lire sur l'entrée standard.",
    "Print the JSON Schema of a command's answer, or of all answers.": "Afficher le schéma JSON de la réponse d'une commande, ou de toutes les réponses.",
    "The command to describe.": "La commande à décrire.",
    "Print the script that lets your shell complete names; --install installs the script.": "Afficher le script par lequel votre shell complète les noms ; --install l'ajoute à votre shell.",
    'Print the script that lets your shell complete names; --install installs the script.\n\nTo load the script yourself: `eval "$(netcli completion bash)"` in bash, `eval "$(netcli completion zsh)"` in zsh, `netcli completion fish | source` in fish.': 'Afficher le script par lequel votre shell complète les noms ; --install l\'ajoute à votre shell.\n\nPour charger le script vous-même : `eval "$(netcli completion bash)"` dans bash, `eval "$(netcli completion zsh)"` dans zsh, `netcli completion fish | source` dans fish.',
    "bash (default), zsh, fish, powershell or pwsh; with --install, the default is the shell that you use.": "bash (par défaut), zsh, fish, powershell ou pwsh ; avec --install, le vôtre par défaut.",
    "Add the completion to your shell's startup file, after asking.": "Ajouter la complétion au fichier de démarrage de votre shell, après confirmation.",
    "Remove the completion from the startup file.": "Retirer la complétion du fichier de démarrage.",
    "Explain topics that concern several commands: chance, filters, naming, options.": "Expliquer ce qui concerne plusieurs commandes : chance, filters, naming, options.",
    "A topic (chance, filters, naming, options) or a command.": "Un thème (chance, filters, naming, options) ou une commande.",
    "Usage: ": "Usage : ",
    "Arguments": "Arguments",
    "Options": "Options",
    "Commands": "Commandes",
    "Examples:": "Exemples :",
    "Options of every command, such as --json, --db and --dry-run: netcli help options": "Options de toutes les commandes, comme --json, --db et --dry-run : netcli help options",
    "Print the version.": "Afficher la version.",
    "Show this message and exit.": "Afficher cette page.",
    "default: ": "par défaut : ",
    "required": "obligatoire",
}
