"""Which given names are variants of one another, and which only look like variants."""

from __future__ import annotations

from typing import Final

_GROUPS: Final = """
abraham abe bram ibrahim
adrien adrian adriano
agnes agnese ines
albert al bert bertie alberto
alexandre alexander alex alec alejandro alessandro sacha sasha sandro xander aleksandr iskander alexandros
alexandra alex sandra sacha sasha alejandra alessandra sandy lexi
alexia lexi
alexis alex lexi
alfred alfie fred alfredo
alice alicia
amelie amelia
andre andrew andreas andy drew andres andrzej andrei
anne anna ann annie hanna hannah nan nancy ana
anne anita annette
annick anne
anthony antoine tony toni anton antonio antonin titi
antonia toni tonia antoinette
arnaud arnold arnie
arthur art arturo
augustin gus august auguste augusto
aurelie aurelia
barbara barb babs barbie
bartholomew bart barthelemy bartolome
bastien sebastien seb sebastian sebastiano
beatrice beatrix bea trixie beatriz
benjamin ben benji benny
benoit benedict ben benedikt benito beno
bernard bernie bernd bernhard bernardo nanard
bertrand bert
brigitte bridget birgit brigida
camille cam milla camila
carl karl carlos charles charlie chuck charly carlo chas
caroline carol caro carolina carrie
catherine katherine kathryn kate katie kathy cathy cath cat kat katia katrin catarina caterina karine kitty ekaterina
ekaterina katerina catherine
cecile cecilia cissy
chloe clo
christelle chris chrystelle christel
christian chris cristian kristian
christine christina chris tina christiane kristin kristina chrissie
christophe christopher chris kit cristobal christoph toph kris cristoforo
claire clara clare
claude claudio claudius
claudia claudine claudette
clement clem clemens clemente
clemence clem clementine
corinne coco corinna
cyril cyrille
damien damian
daniel dan danny dani
danielle daniele dany daniela dani
david dave davy davide
deborah debbie deb debora
denis dennis denny dionisio
didier didi
diego jacques james santiago iago
dominique dom domi nick dominic domingo domenico dominik
dorothy dorothee dot dottie dorothea
edouard edward ed eddie eddy ted teddy ned eduardo edoardo eduard doudou
elisabeth elizabeth liz beth betty eliza lisa lise elise babette lizzie isabel bess betsy elsa lisbeth
elena helene helen ellen helena lena nelly eleni
eleonore eleanor ellie nora leonore eleonora
emmanuel manu manuel emanuele manny emanuel manolo manuelo
emmanuelle manu manuela manue
emilie emily emilia
emile emilio emil
eric erik erick rick
estelle stella
etienne stephen steven steve stephane stephan stefan stefano esteban esteve istvan stepan
eugene gene eugenio evgeny
fabien fabian fab fabio
fabrice fab fabrizio fabricio
felix felice
ferdinand fernand nando fernando
florence flo florencia
florian flo
francois francis frank franck francesco francisco franz paco fran pancho ferenc fanch
francoise frances fanny fran francesca francisca
frederic frederick fred freddy friedrich fritz federico fredric fridrich
frederique fred fredo
gabriel gab gabe gaby
gabriele gabi gaby
gabrielle gaby gabriela gabriella
genevieve ginette gene viviane
geoffrey jeff geoffroy jeffrey joffrey geoff godefroy
georges george georg jorge giorgio jordi yuri georgie
gerard gerry gege gerhard gerardo
gilbert gil bert
gilles giles egidio
gregoire gregory greg gregor gregorio grisha
guillaume william will bill billy willy willie liam wilhelm guillermo guglielmo guillem willem wim gui
guy guido
gustave gus gustav gustavo
gwenaelle gwen gwenola gwendoline
henri henry harry hank enrique enrico heinrich heinz hendrik riri
herve harvey
hugues hugo hugh ugo
hubert bert
ignace ignacio nacho ignatius
isabelle isa isabella bella isabel belle zaza
ivan jean john jan juan johann johannes hans giovanni joao ian sean jack johnny johan yann yannick evan jon gianni
jacques jacob jake jakob jacopo
james jim jimmy jamie jacques jaime giacomo
jacqueline jackie jacky
jean jeannot
jeanne joan jane janet juana joanna johanna giovanna jeannette
jennifer jen jenny jenn
jeremie jeremy jeremiah jerry jerem
jerome jerry hieronymus geronimo
jessica jess jessie
joachim jo joaquin achim
joel jo
jonathan jon john jona
joseph joe jo jose pepe giuseppe josef ze beppe jojo iosif youssef yusuf yosef joey
josephine jo josie josette fifine
judith judy
julien julian jules julio giulio
julie julia juliette giulia
kenneth ken kenny
laurent lawrence larry lorenzo lolo lars laurie lorenz
laurence laura laure lolo lauren
leon leonard leo leonardo lenny leonid
leopold leo
louis lewis lou ludwig luis luigi lui loulou ludovic clovis
louise lou luisa louisa loulou
luc lucas luke luca lukas loukas
lucie lucy lucia
ludovic ludo ludwig
madeleine mado madeline magdalena maddie magda
marc mark marcus marco markus marek
marcel marcello marcelo
marguerite margaret maggie meg peggy margot margarita greta gretchen rita margherita
marianne marie mariane
marie maria mary maryse mimi molly polly miriam myriam
martine tina martina
mathieu matthew matt matthieu mat matteo mateo matthias mathias matti
mathilde matilda tilda mathou
maurice moritz mauricio morris maurizio
maxime max maximilien maximilian massimo maximo maxence maksim
melanie mel
michel michael mike mick micky mickael mikael miguel michal misha mihail mitch mikhail
michelle micheline mimi michele
mohamed mohammed mohammad muhammad mehmet momo mohamad med
monique monica
nathalie natalie nat natalia natasha nath natacha
nathan nat nathaniel
nicolas nicholas nick nico niko nikolaus klaus claus nicola niccolo mikolaj nikolai nik colas
nicole nicky nicoletta
noemie naomi noemi
oliver olivier ollie oli oliviero
pascal pasquale pascual
patricia pat patty tricia patrizia trish
patrick pat paddy patrice patricio patrizio
paul pablo paolo pavel paulo pol
pauline paula paulette
peter pierre pete pedro pietro piotr petr pieter piero petros pierrot pierrick per piet
philippe philip phil phillip felipe filippo filip pip
rachel rachael raquel
raphael raf rafael raffaele rafa raph
raymond ray raimund ramon raimondo
rebecca becky becca
regis reg
remi remy
renaud reginald reynold rinaldo
richard rick dick ricky rich ricardo riccardo richie
robert bob bobby rob robbie bert roberto robin bobo
robin rob
roger rog ruggero
roland rolando orlando rolf
romain roman romano
ronald ron ronnie
samuel sam sammy
samantha sam sammy
sandrine sandra
serge sergio sergei sergey
simon simeon
simone
sophie sofia sophia fifi soso
stephanie steph steffi fanny stefania
susan suzanne sue susie suzy susanna susanne
sylvain silvain silvano
sylvie silvia sylvia
terence terry
theodore ted teddy theo teodoro
theresa therese teresa terry tess tessa
thibault thibaut thibaud theobald thib
thierry terry dietrich
thomas tom tommy tomas tommaso tomasz thom
timothee timothy tim timmy timo
valentin val valentino
valerie val valeria
veronique vero veronica ronnie veronika
victor vic vittorio viktor
victoire victoria vicky tori vittoria
vincent vince vinnie vicente vincenzo vinz
virginie virginia ginny
vladimir volodia vlad
xavier xav javier saverio
yves ivo yvon
yvonne vonnie
zacharie zachary zach zack
"""
"""Each line contains the variants of one name. A short form may be on several lines."""


def _index() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_GROUPS.split("\n")):
        for name in line.split():
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


_INDEX: Final = _index()
_NONE: Final[frozenset[int]] = frozenset()
_FEMININE: Final = ("e", "a", "le", "ne", "te", "ie", "ine", "ette", "la", "na", "ia", "lle")
"""Endings that turn a man's name into a woman's: Michel becomes Michelle."""

_HERS: Final = {"a": "o y os us is as", "ia": "y i iy ij ii", "ine": "e", "iya": "y i iy ii", "ija": "ij", "i": "os"}
_ENDINGS: Final = tuple((hers, his) for hers, several in _HERS.items() for his in several.split())
"""Pairs of endings: one for a woman's name, one for a man's name. Paola and Paolo have the pair `a` and `o`."""
_STEM: Final = 3
"""Minimum number of letters before an ending that shows the gender."""

_SHORTENED: Final = "jb jc jd jf jg jh jj jl jm jn jp js jt jv jy md mf ml mp py pa pe pj pl ph"
INITIALS: Final = frozenset(_SHORTENED.split())
"""Initials of double given names in French offices, such as JF for Jean-François."""


def groups(token: str) -> frozenset[int]:
    """Return the numbers of the groups of variants that contain `token`.

    Two tokens in one group may be the same name.

    >>> bool(groups("bill") & groups("guillaume")), bool(groups("sacha") & groups("alexandre"))
    (True, True)
    """
    return _INDEX.get(token, _NONE)


def others(token: str) -> set[str]:
    """Return all other names that are variants of `token`.

    >>> "emmanuel" in others("manu"), others("zebulon")
    (True, set())
    """
    numbers = groups(token)
    return {name for name, theirs in _INDEX.items() if numbers & theirs} - {token}


def same(a: str, b: str) -> bool:
    """Return whether two folded given names may belong to one person, as Manu and Emmanuel do.

    >>> same("manu", "emmanuel"), same("ze", "jose"), same("paul", "pierre")
    (True, True, False)
    """
    return bool(groups(a) & groups(b))


def other_gender(a: str, b: str) -> bool:
    """Return whether one name is the feminine of the other.

    >>> other_gender("michel", "michelle"), other_gender("frederic", "frederique"), other_gender("marie", "maria")
    (True, True, False)
    """
    if same(a, b):
        return False
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if short.endswith("c") and long == f"{short[:-1]}que":
        return True
    return len(short) > 2 and long.startswith(short) and long[len(short) :] in _FEMININE


def other_ending(a: str, b: str) -> bool:
    """Return whether two names differ only by a masculine and a feminine ending.

    Some such pairs are one name.

    >>> other_ending("paolo", "paola"), other_ending("evgeny", "evgenia"), other_ending("sophie", "sofie")
    (True, True, False)
    """
    return any(
        woman.endswith(hers)
        and man.endswith(his)
        and woman[: -len(hers)] == man[: -len(his)]
        and len(woman) - len(hers) >= _STEM
        for woman, man in ((a, b), (b, a))
        for hers, his in _ENDINGS
    )
