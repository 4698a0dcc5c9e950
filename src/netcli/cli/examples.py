"""How pages of help end: command lines that work on the sample book of `netcli demo`."""

from __future__ import annotations

from typing import Final

EXAMPLES: Final[dict[str, tuple[str, ...]]] = {
    "path": ("netcli path Sophie", "netcli path Sophie --by chance", "netcli path Pierre Sophie --disjoint"),
    "reach": ("netcli reach company:airbus title:drh", "netcli reach city:toulouse"),
    "find": ("netcli find durand toulouse", "netcli find sofie"),
    "show": ("netcli show Sophie", "netcli show me Pierre"),
    "list": ("netcli list company:airbus", "netcli list --sort chance --csv --fields name,emails"),
    "verify": (
        "netcli path Sophie --proof --json | netcli verify -",
        "netcli path Sophie --proof --anonymous --json | netcli verify -",
    ),
    "init": (
        "netcli --db mine.db init --me 'Your Name' --email you@example.org",
        "netcli --db work.db init --me 'Your Name' --phone +33612345678",
    ),
    "add": (
        "netcli add 'Ada Neumann' --company Airbus --email ada@example.org",
        "netcli add 'Bo Berg' --tag choir --note 'met at the concert'",
    ),
    "link": ("netcli link me Sophie --kind friend --since 2015", "netcli link Sophie 'Ada Neumann' --create"),
    "unlink": ("netcli unlink me Pierre", "netcli unlink Camille Sophie --dry-run"),
    "edit": ("netcli edit Sophie --title CEO --alias boss", "netcli edit Pierre --private"),
    "tag": ("netcli tag Sophie rail", "netcli tag --where company:airbus --where city:toulouse rail --dry-run"),
    "interview": ("netcli interview", "netcli interview --limit 5"),
    "infer": ("netcli infer company:airbus", "netcli infer --limit 10 --yes"),
    "import": (
        "netcli export company:airbus -f vcard | netcli import - --dry-run",
        "netcli export -f csv | netcli import - --owner Jacques --dry-run",
    ),
    "imports": ("netcli imports", "netcli imports 1"),
    "export": (
        "netcli export -o book.json",
        "netcli export --format vcard -o cards/",
        "netcli export --ego Sophie --radius 2 --format dot",
    ),
    "query": ("netcli query sophie", "netcli query sophie@ --remove-first-line"),
    "demo": ("netcli demo", "netcli demo --db try.db"),
    "duplicates": (
        "netcli duplicates",
        "netcli duplicates --rule name_company --json",
        "netcli duplicates --accept name_company --yes",
    ),
    "merge": ("netcli merge id:5 id:49", "netcli undo"),
    "split": ("netcli merge id:5 id:49", "netcli split id:5"),
    "distinct": ("netcli distinct id:5 id:49", "netcli distinct Sophie Camille"),
    "why": ("netcli why id:5 id:49", "netcli why Sophie Camille"),
    "intro": ("netcli intro draft Sophie", "netcli intro asked Sophie", "netcli intro list"),
    "intro draft": ("netcli intro draft Sophie", "netcli intro draft Sophie --lang fr"),
    "intro asked": ("netcli intro asked Sophie", "netcli intro asked Camille --via Pierre"),
    "intro agreed": ("netcli intro asked Sophie", "netcli intro agreed Sophie"),
    "intro introduced": ("netcli intro asked Sophie", "netcli intro introduced Sophie"),
    "intro met": ("netcli intro asked Sophie", "netcli intro met Sophie"),
    "intro declined": ("netcli intro asked Sophie", "netcli intro declined Sophie"),
    "intro silent": ("netcli intro asked Sophie", "netcli intro silent Sophie"),
    "intro list": ("netcli intro asked Sophie", "netcli intro list"),
    "stats": ("netcli stats", "netcli stats --exact --json"),
    "stars": ("netcli stars", "netcli stars --from 'Pierre Martin'", "netcli stars --whole --limit 5"),
    "potential": ("netcli potential", "netcli potential 'Pierre Martin'"),
    "suggest": ("netcli suggest", "netcli suggest city:toulouse", "netcli suggest --together"),
    "fragile": ("netcli fragile", "netcli fragile --limit 3 --json"),
    "groups": ("netcli groups", "netcli list group:1", "netcli groups --limit 2 --json"),
    "whatif": (
        "netcli whatif --link 'me = Sophie Durand'",
        "netcli whatif --without 'Pierre Martin' --target 'Sophie Durand'",
    ),
    "milgram": ("netcli milgram", "netcli milgram --letters 100 --seed 7 --attrition 0"),
    "undo": ("netcli undo --batch 6", "netcli undo"),
    "redo": ("netcli undo", "netcli redo"),
    "history": ("netcli history", "netcli history Sophie"),
    "backup": ("netcli backup copy.db", "netcli --db copy.db where"),
    "check": ("netcli check", "netcli check --json"),
    "where": ("netcli where", "netcli where --json"),
    "sql": (
        "netcli sql",
        'netcli sql "SELECT company, count(*) FROM people GROUP BY 1"',
        'netcli sql "SELECT name, email FROM people JOIN emails ON person = id" --csv',
    ),
    "schema": ("netcli schema path", "netcli schema"),
    "completion": ("netcli completion bash", "netcli completion fish"),
    "help": ("netcli help chance", "netcli help options", "netcli help path"),
}
"""The examples of each command's page; those of one page work one after the other."""
