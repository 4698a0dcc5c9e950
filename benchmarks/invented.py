"""Words for the names of invented people, companies and towns.

In the lists, `_` stands for a space.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


def words(text: str) -> list[str]:
    return [word.replace("_", " ") for word in text.split()]


@dataclass(frozen=True, slots=True)
class Culture:
    """The names of people of one origin.

    The most common surnames come first. Rarer surnames combine a root and an ending.
    """

    share: float
    men: list[str]
    women: list[str]
    surnames: list[str]
    roots: list[str]
    endings: list[str]
    cities: list[str]
    country: str
    abroad: float = 0.6


FRENCH: Final = Culture(
    0.52,
    words("""Jean Pierre Michel Philippe Nicolas Julien Thomas Christophe Laurent Éric Stéphane Olivier Frédéric
        David Sébastien Alexandre Guillaume Antoine Vincent François Patrick Pascal Thierry Bruno Didier Benoît
        Maxime Mathieu Jérôme Gilles Cédric Fabrice Romain Xavier Arnaud Yann Damien Jean-François Jean-Pierre
        Jean-Marc Jean-Luc Jean-Michel Jean-Baptiste Pierre-Yves Paul-Henri Marc-Antoine Louis Hugo Lucas Théo
        Émile Rémi Loïc Gaël Hervé Régis Tanguy Aurélien Florent Grégory Bastien Clément Quentin Étienne
        Augustin Gaspard Côme Raphaël Noël Marcel Roger André Claude Dominique Camille Maël Ludovic Emmanuel
        Valentin Simon Baptiste Yves Alain Serge Gérard"""),
    words("""Marie Sophie Nathalie Isabelle Sylvie Catherine Céline Sandrine Stéphanie Aurélie Émilie Julie
        Caroline Valérie Christine Véronique Anne Hélène Claire Laure Delphine Virginie Charlotte Camille
        Pauline Mathilde Léa Manon Chloé Zoé Inès Élodie Mélanie Audrey Laëtitia Karine Corinne Françoise
        Monique Jacqueline Brigitte Martine Anne-Sophie Anne-Laure Marie-Claude Marie-Laure Marie-Hélène
        Marie-Christine Anne-Marie Claire-Marie Agathe Constance Clémence Éléonore Solène Gwenaëlle Maëlle
        Noémie Océane Ophélie Perrine Rozenn Séverine Thérèse Yvonne Odile Nadine Muriel Gaëlle Florence Estelle
        Dominique Bénédicte Béatrice Aude Alix Agnès Adèle Lucie Justine"""),
    words("""Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefebvre Leroy
        Roux David Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Lefèvre
        Faure André Mercier Blanc Guérin Boyer Garnier Chevalier François Legrand Gauthier Garcia Perrin Robin
        Clément Morin Nicolas Henry Roussel Mathieu Gautier Masson Marchand Duval Denis Dumont Marie Lemaire
        Noël Meyer Dufour Meunier Brun Blanchard Giraud Joly Rivière Lucas Brunet Gaillard Barbier Arnaud
        Martinez Gérard Roche Renard Schmitt Roy Leroux Colin Vidal Caron Picard Roger Fabre Aubert Lemoine
        Renaud Dumas Lacroix Olivier Philippe Bourgeois Pierre Benoît Rey Leclerc Payet Rolland Leclercq
        Guillaume Lecomte Lopez Jean Dupuy Guillot Hubert Berger Carpentier Sanchez Dupuis Moulin Louis
        Deschamps Huet Vasseur Perez Boucher Fleury Royer Klein Jacquet Adam Paris Poirier Marty Aubry Guyot
        Carré Charles Renault Charpentier Ménard Maillard Baron Bertin Bailly Hervé Schneider Fernandez Le_Gall
        Collet Léger Bouvier Julien Prévost Millet Perrot Daniel Le_Roux Cousin Germain Breton Besson Langlois
        Rémy de_La_Tour d'Aubigny de_Villiers du_Plessis Le_Bihan Le_Goff de_Kersauson Saint-Martin"""),
    words("""Beau Mont Bel Cham Chas Del Des Du Fon Gran Lar Lau Le Mal Mar May Mor Nor Par Pel Per Pon Pra Quer
        Ram Ray Rib Roc Ros Rou Sab Sal Sau Ser Sol Tar Ter Tour Tra Val Van Var Ver Vig Vil Bar Bas Ber Bon Bor
        Bou Bru Cal Can Cas Cha Clai Cor Cou Cros Dal Fer Fla Fou Ga Gui Hau Jou Lan"""),
    words("""champ bois villard vieux mond delle ron tier nier gnac zac court mard sset teau reau lain ret rot
        rin nard geot quet guet nault bert fort lon lot min mant met nel net pied puis rade rand rat ric ros sac
        sard sier son tain tal tel ton tour trix val vert vier ville vin voix zier billard cher dou gal garde
        lac lande loup"""),
    words("""Paris Lyon Marseille Toulouse Nantes Bordeaux Lille Rennes Strasbourg Montpellier Nice Grenoble
        Dijon Angers Brest Le_Havre Reims Saint-Étienne Tours Orléans Caen Metz Nancy Limoges Clermont-Ferrand
        Pau Rouen Annecy Boulogne-Billancourt Versailles Aix-en-Provence Besançon Perpignan Mulhouse Poitiers
        La_Rochelle Vannes Quimper"""),
    "FR",
    0.0,
)

ENGLISH: Final = Culture(
    0.14,
    words("""James John Robert William David Richard Thomas Charles Christopher Daniel Matthew Andrew Edward
        Joshua Kenneth Stephen George Timothy Benjamin Samuel Gregory Alexander Patrick Nicholas Jonathan
        Michael Anthony Peter Simon Graham Nigel Colin Ewan Callum Rhys Declan Liam Oliver Harry Jack Steven"""),
    words("""Mary Patricia Jennifer Elizabeth Susan Jessica Sarah Margaret Katherine Rebecca Deborah Stephanie
        Victoria Samantha Emily Charlotte Alexandra Christine Abigail Hannah Emma Olivia Fiona Heather Moira
        Gemma Kimberley Judith Philippa Harriet Georgina Rosemary Catherine Amanda Barbara"""),
    words("""Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White
        Roberts Green Hall Wood Jackson Clarke Harris Lewis Young Hughes Edwards Turner Moore O'Neil O'Brien
        McDonald MacLeod Fitzgerald Smythe Clark Reid Murray Ross Campbell Kelly Murphy Byrne"""),
    words("""Ash Black Brad Brook Burn Cal Car Chad Clay Crom Dal Ed Far Gold Had Hart Hawk Hol Kings Lang Led
        Lock Mar Nor Oak Pem Rad Rams Red Shel Stan Stock Sum Thorn Wal War Wes Whit Win Wool"""),
    words("""bury by combe cott den don field ford gate ham hurst ingham land ley low man ner ridge shaw stead
        stone ston ton wall ward well wick win wood worth"""),
    words("London Manchester Leeds Bristol Edinburgh Glasgow Cardiff Dublin Boston Chicago"),
    "GB",
)
GERMAN: Final = Culture(
    0.07,
    words("""Hans Peter Wolfgang Klaus Jürgen Dieter Stefan Andreas Thomas Matthias Jörg Günther Björn Sebastian
        Florian Tobias Jan-Hendrik Karl-Heinz Hans-Peter Lukas Felix Maximilian Jonas Moritz Uwe Götz"""),
    words("""Ursula Monika Petra Sabine Renate Ulrike Katharina Anna-Lena Jana Käthe Bärbel Heike Silke Anke
        Johanna Friederike Lena Marlene Theresa Gisela Elisabeth Susanne Birgit"""),
    words("""Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer
        Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Lange Schmitt Werner Krause
        Meier Lehmann Köhler Weiß Groß Jäger Böhm von_Hagen von_der_Heide zu_Stolberg"""),
    words("""Acker Alt Bach Berg Birk Blum Brand Burg Diet Eber Eich Eisen Fels Fink Fried Gott Grün Hage Hart
        Heid Hirsch Holz Kalt Kirch Lind Mar Neu Ober Rein Rosen Schön Stein Wald Weid Winter"""),
    words("""bach bauer baum berg brecht dorf eck er feld garten hardt haus heim hof holz horst lein mann meier
        rath schmid"""),
    words("Berlin München Hamburg Köln Frankfurt Stuttgart Wien Zürich Düsseldorf"),
    "DE",
)
SPANISH: Final = Culture(
    0.06,
    words("""José Antonio Manuel Francisco Juan David Javier Jesús Ángel Carlos Miguel Alejandro Rafael Andrés
        Óscar Rubén José_Luis José_María Juan_Carlos Miguel_Ángel Íñigo Joaquín Adrián Álvaro"""),
    words("""María Carmen Ana Isabel Laura Cristina Marta Dolores Lucía Elena Pilar Raquel María_José
        María_Dolores Sofía Inés Mónica Begoña Rocío Concepción Mercedes Francisca"""),
    words("""García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz
        Hernández Díaz Moreno Muñoz Álvarez Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Ramos Gil
        Ramírez Serrano Blanco García_López Pérez_Sánchez Martín_Gómez Ruiz_Díaz de_la_Fuente del_Río"""),
    words("""Agui Alar Arre Bar Beni Cal Cas Cer Esca Esco Fuen Gal Iba Iri Lara Mendi Mon Oli Par Que Riba Sala
        Sego Urru Vi Za"""),
    words("bal bar cedo cón da dero do gón guez la larra lde llo lón mayor món na nar no ra rez ro tegui tes ñez"),
    words("Madrid Barcelona Sevilla Valencia Bilbao Málaga Zaragoza"),
    "ES",
)
DUTCH: Final = Culture(
    0.05,
    words("""Jan Pieter Hendrik Willem Cornelis Johannes Maarten Sander Bas Daan Sem Joost Jeroen Ruben Wouter
        Thijs Koen"""),
    words("""Anna Johanna Maria Cornelia Wilhelmina Sanne Femke Lotte Fleur Anouk Marijke Saskia Mieke Eva
        Geertruida"""),
    words("""de_Jong Jansen de_Vries van_den_Berg van_Dijk Bakker Janssen Visser Smit Meijer de_Boer Mulder
        de_Groot Bos Vos Peters Hendriks van_Leeuwen Dekker Brouwer de_Wit Dijkstra Smits de_Graaf van_der_Meer
        van_der_Linden Kok Jacobs Vermeulen van_den_Heuvel van_der_Veen 't_Hart ten_Brink ter_Horst"""),
    words("""van_der_Beek van_Ooster van_Wester van_Noord Groen Hoog Laag Kort Lang Nieuw Oud Roos Schoon Water
        Zand Zuid"""),
    words("""berg bergen bos daal dam dijk donk hof horst huis huizen kamp man meer stra veen veld ven voort
        wijk zee"""),
    words("Amsterdam Rotterdam Utrecht Eindhoven Antwerpen Gent"),
    "NL",
)
PORTUGUESE: Final = Culture(
    0.04,
    words("João José António Manuel Pedro Luís Rui Tiago Gonçalo André Nuno Hélder Duarte Vítor Fábio Simão"),
    words("Maria Ana Inês Catarina Joana Beatriz Margarida Conceição Fátima Lúcia Mónica Rita Sónia Vânia Luísa"),
    words("""Silva Santos Ferreira Pereira Oliveira Costa Rodrigues Martins Jesus Sousa Fernandes Gonçalves
        Gomes Lopes Marques Alves Almeida Ribeiro Pinto Carvalho Teixeira Moreira Correia dos_Santos da_Silva
        da_Costa Guimarães Magalhães Araújo Conceição e_Sousa"""),
    words("""Al Bar Bran Cal Car Cas Cor Fer Fi Fon Gui Lei Ma Men Mon No Oli Pache Pai Per Que Ra Sal Sam Tei
        Val Vi"""),
    words("""beiro ção caes co dão deira des do drade gal gueira lho ma marães nhas nheiro ral reira ria ros tão
        tos veira xoto"""),
    words("Lisboa Porto Coimbra Braga Faro"),
    "PT",
)
ARABIC: Final = Culture(
    0.05,
    words("""Mohamed Ahmed Youssef Karim Mehdi Rachid Omar Ali Hassan Hicham Nabil Samir Khalid Bilal Amine
        Ibrahim Anis Abdelkader Abderrahmane Mustapha Noureddine Sofiane Tarek Walid Yacine Ziad Fouad"""),
    words("""Fatima Khadija Amina Leïla Samira Nadia Yasmine Meriem Salma Zineb Houda Latifa Naïma Rania Sarra
        Soraya Djamila"""),
    words("""Benali Haddad El_Amrani Benjelloun Mansouri Bouzid Cherif Belkacem Saïdi Khelifi Trabelsi Ben_Salah
        Ben_Youssef El_Idrissi El_Fassi Al_Masri Al-Khatib Bensaïd Hamdi Nasri Toumi Ziani Brahimi Slimani
        Hamidi Rahmani"""),
    words("Ben Bou Bel El_Kha El_Ma Al_Ha Che Dje Fa Gha Ham Ja Ka Kha La Ma Mes Na Ou Ra Sa Ta Za Zou"),
    words("""dani ddou di fi hal khi labi lil louf mari mi moudi naoui neb raoui rfi ri riche saoui ssine touni
        zari zzine"""),
    words("Casablanca Tunis Alger Rabat Beyrouth"),
    "FR",
    0.0,
)
VIETNAMESE: Final = Culture(
    0.02,
    words("""Minh Tuấn Hùng Dũng Anh Đức Quang Hải Long Sơn Thành Việt Khoa Nam Phúc Văn_Hùng Quốc_Bảo Minh_Đức
        Hữu_Phước"""),
    words("""Lan Hương Mai Linh Thảo Hoa Ngọc Phương Thu Trang Thị_Mai Thị_Hồng Ngọc_Anh Kim_Liên Thanh_Tâm
        Bích_Ngọc Thúy"""),
    words("""Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Mai Trịnh Cao Lương Tạ
        Hà Thái Châu"""),
    [],
    [],
    words("Hà_Nội Đà_Nẵng Huế"),
    "FR",
    0.0,
)
CHINESE: Final = Culture(
    0.03,
    words("""Wei Jun Xiaolong Xiaoming Zhiqiang Jianguo Haoran Yuxuan Zihan Weidong Guoqiang Bowen Chenglong
        Dawei Fan Guang Hao Jiahao Kai Lei Ming Peng Qiang Rui Tao Wenbo Xin Yifan Zhen"""),
    words("""Fang Xiuying Na Min Jing Li Yan Ting Xiaoli Meiling Yuhan Zixuan Lihua Guiying Hui Juan Lan Mei
        Ping Qing Shu Wen Xia Xue Yue Zhi Ruoxi Siyu Jiayi"""),
    words("""Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie
        Song Tang Deng Han Feng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu Ding
        Ren Shen Yao Ouyang Situ"""),
    [],
    [],
    words("Shanghai Beijing Shenzhen Hong_Kong"),
    "FR",
    0.0,
)
INDIAN: Final = Culture(
    0.02,
    words("""Rahul Amit Sanjay Vijay Arjun Rajesh Suresh Anil Deepak Vikram Arun Karthik Ashwin Manoj Nikhil
        Rohit Venkatesh"""),
    words("""Priya Anjali Deepika Sunita Kavita Lakshmi Meera Neha Pooja Radhika Shreya Swati Divya Aishwarya
        Nandini"""),
    words("""Sharma Patel Singh Kumar Gupta Reddy Iyer Nair Rao Joshi Mehta Shah Das Banerjee Mukherjee
        Chatterjee Desai Menon"""),
    words("Agar Bhat Chan Chau Deva Gopa Hari Jaya Kris Maha Nara Pra Raja Rama Shan Sri Subra Uma Venka"),
    words("deep dhary dra kar kumar lal mani mohan murthy nathan ni pal raman san shekhar swamy tia wal yan"),
    words("Bengaluru Mumbai Chennai"),
    "FR",
    0.0,
)
CULTURES: Final = (
    FRENCH,
    ENGLISH,
    GERMAN,
    SPANISH,
    DUTCH,
    PORTUGUESE,
    ARABIC,
    VIETNAMESE,
    CHINESE,
    INDIAN,
)

SHORT: Final = dict(
    pair.split("=")
    for pair in words("""Alexandre=Alex Alexandra=Alex Alexander=Alex Nicolas=Nico Nicholas=Nick Sébastien=Seb
        Sebastian=Basti Frédéric=Fred Stéphane=Steph Stéphanie=Steph Christophe=Chris Christopher=Chris
        Philippe=Phil Guillaume=Guigui Thomas=Tom Benoît=Ben Benjamin=Ben Vincent=Vince Mathieu=Mat Matthew=Matt
        Matthias=Matze Maxime=Max Maximilian=Max Grégory=Greg Gregory=Greg Emmanuel=Manu Dominique=Dom
        Laurent=Lolo Jean-François=Jeff Jean-Pierre=JP Jean-Marc=JM Jean-Baptiste=JB Jean-Luc=JL Jean-Michel=JM
        Pierre-Yves=PY Anne-Sophie=Anso Marie-Laure=Malo Marie-Claude=Marie-Cl Isabelle=Isa Catherine=Cathy
        Katherine=Kate Elizabeth=Liz Elisabeth=Lisa Caroline=Caro Véronique=Véro Valérie=Val Delphine=Delph
        Charlotte=Cha Mathilde=Mathou Françoise=Fanfan Jacqueline=Jacky Brigitte=Bri Virginie=Nini Aurélie=Lili
        Mélanie=Mel Laëtitia=Laeti Robert=Bob William=Bill Richard=Dick James=Jim John=Jack Edward=Ted
        Stephen=Steve Kenneth=Ken Timothy=Tim Michael=Mike Anthony=Tony Samuel=Sam Patrick=Pat Jonathan=Jon
        Joshua=Josh Andrew=Andy Daniel=Dan David=Dave Charles=Charlie Peter=Pete Patricia=Trish Jennifer=Jenny
        Susan=Sue Margaret=Peggy Rebecca=Becky Deborah=Debbie Victoria=Vicky Samantha=Sam Abigail=Abby
        Philippa=Pippa Georgina=Gina Amanda=Mandy Barbara=Babs Johannes=Hans Katharina=Kathi Ursula=Uschi
        Francisco=Paco José=Pepe Manuel=Manolo Dolores=Lola Concepción=Concha Pilar=Pili Wilhelmina=Mina
        Hendrik=Henk Cornelis=Kees Willem=Wim Pieter=Piet Mohamed=Momo Abdelkader=Kader Abderrahmane=Abder
        Mustapha=Mus Antoine=Toine Raphaël=Raph Clément=Clem Émilie=Mimi Valentin=Val Florent=Flo Florence=Flo
        Ludovic=Ludo Olivier=Oliv Xavier=Xav Julien=Juju Wolfgang=Wolf""")
)
"""For each given name, the short name that friends use."""

COMPANY_ROOTS: Final = words("""Val Nor Axi Tec Sol Ver Alt Cor Del Eno Fib Gal Hel Ina Jov Kel Lum Mer Nav Oxy
    Pol Qua Rav Syn Tal Umi Vec Zen Bio Cap Dyn Eri Fon Gen Hyd Iso Lib Mon Neo Ori Pha Rho Sig Tri Ulm Vit""")
COMPANY_ENDINGS: Final = words("""dis lia mont tia con dor gine lis max mis nova pro quest ris sys tech tis tron
    val via vance zia core lux form gate plan sense wave""")
COMPANY_TRADES: Final = words("""Conseil Ingénierie Logistique Assurances Énergie Santé Systèmes Consulting
    Engineering Software Électronique Bâtiment Transports Immobilier Formation Média Distribution Télécom
    Aéronautique Finance""")
COMPANY_HEADS: Final = words("""Société Compagnie Banque Union Institut Agence Laboratoire Mutuelle Fédération
    Manufacture""")
COMPANY_PLACES: Final = words("""Bretonne Lyonnaise Normande Alsacienne Nantaise Européenne Méditerranéenne
    Parisienne Atlantique Centrale Générale Nationale Régionale Industrielle""")
COMPANY_FIELDS: Final = words("""d'Électricité de_Transport de_Crédit de_Gestion d'Optique de_Mécanique
    d'Assurance de_Chimie de_Recherche d'Ingénierie de_Conseil d'Hydraulique""")
LEGAL: Final = words("SA SAS SARL S.A.S. S.A. GmbH Ltd Inc. BV AG SASU SE")
TITLES: Final = words("""Directeur_commercial Directrice_des_opérations DRH CTO CEO Gérant Chef_de_projet
    Consultant Consultante Ingénieur_d'études Product_Manager Acheteur Avocate Comptable Data_Scientist
    Responsable_marketing Professeur Médecin Architecte Fondateur Sales_Manager Software_Engineer Juriste
    Chargée_de_communication""")
ORGANISATIONS: Final = words("""Taxi Garage Pharmacie Mairie Clinique Restaurant Boulangerie Crèche École
    Plombier Assurance Cabinet_dentaire Pizzeria Hôtel Préfecture Piscine Médiathèque Théâtre""")
CALLED: Final = words("Maman Papa Mamie Papi Tata Tonton Chéri Mon_coeur Belle-mère Frérot Soeurette Parrain")
CREDENTIALS: Final = words(""",_PhD ,_MBA ,_PMP ,_CFA ,_Ph.D. ,_Eng. _MBA _🚀 _✅ _⭐️ _🇫🇷 _(She/Her) _(he/him)
    _|_Growth _-_We_are_hiring _🌱""")
