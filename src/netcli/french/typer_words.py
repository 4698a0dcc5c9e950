"""What Typer says of a wrong command line."""

from __future__ import annotations

from typing import Final

TEMPLATES: Final = {
    "No such option: {option}": "option inconnue : {option}",
    "Missing argument {argument}": "il manque l'argument {argument}",
    "Missing option {option}": "il manque l'option {option}",
    "Missing command": "il manque une commande",
    "Got unexpected extra argument ({argument})": "argument en trop : {argument}",
    "Got unexpected extra argument(s) ({arguments})": "arguments en trop : {arguments}",
    "Got unexpected extra arguments ({arguments})": "arguments en trop : {arguments}",
    "Option {option} requires an argument": "l'option {option} demande une valeur",
    "Option {option} does not take a value": "l'option {option} ne prend pas de valeur",
    "Invalid value for {parameter}: {reason}": "valeur incorrecte pour {parameter} : {reason}",
    "{value} is not a valid int range": "{value} n'est pas un nombre entier",
    "{value} is not a valid integer range": "{value} n'est pas un nombre entier",
    "{value} is not a valid int": "{value} n'est pas un nombre entier",
    "{value} is not a valid integer": "{value} n'est pas un nombre entier",
    "{value} is not a valid float range": "{value} n'est pas un nombre",
    "{value} is not a valid float": "{value} n'est pas un nombre",
    "{value} is not a number": "{value} n'est pas un nombre",
    "{value} is not in the range {range}": "{value} n'est pas dans l'intervalle {range}",
    "choose auto, always or never": "choisissez auto, always ou never",
}
