"""The invented laboratories in Polish."""

from __future__ import annotations

from labapp.demo.texts import Texts

_PLANNING = (
    "Konsultować program współpracy już w czerwcu, zanim powstanie projekt budżetu",
    "Wspólna mapa zadań: kto w gminie co robi, dla kogo i za ile",
    "Raz na kwartał spotkanie robocze organizacji z naczelnikami wydziałów",
    "Zespół złożony po połowie z urzędników i organizacji, który pisze projekt programu współpracy",
    "Kalendarz konkursów na cały rok ogłaszany w styczniu",
    "Przegląd potrzeb mieszkańców co dwa lata, z wynikami dla wszystkich",
    "Zaprosić sołtysów i rady osiedli do planowania od pierwszego spotkania",
    "Wspólny plan imprez, żeby dwa festyny nie wypadały tego samego dnia",
    "Krótka ocena zeszłorocznego programu, zanim zaczniemy pisać następny",
    "Młodzieżowa rada opiniuje zadania dla młodzieży przed ogłoszeniem konkursu",
    "Cele programu zapisane tak, żeby po roku dało się powiedzieć, czy je osiągnięto",
    "Jeden stolik dla spraw osób z niepełnosprawnościami: urząd, ośrodek pomocy, organizacje",
)
_MONEY = (
    "Umowy wieloletnie na zadania ciągłe, na przykład świetlice i kluby seniora",
    "Pierwsza transza najpóźniej 30 dni po rozstrzygnięciu konkursu",
    "Małe granty do 3000 zł z wnioskiem na jedną stronę",
    "Fundusz wkładów własnych, żeby organizacje mogły sięgać po pieniądze z zewnątrz",
    "Sprawozdanie skrócone dla dotacji poniżej 10 000 zł",
    "Bezpłatne sale w szkołach po lekcjach dla organizacji z gminy",
    "Wspólny magazyn: namioty, stoły, nagłośnienie do wypożyczenia",
    "Regranting: jedna organizacja prowadzi konkurs małych grantów dla pozostałych",
    "Dyżur księgowej dla organizacji raz w tygodniu w centrum wsparcia",
    "Wycena pracy wolontariuszy uznawana jako wkład własny we wszystkich konkursach",
    "W komisji konkursowej co najmniej dwie osoby spoza urzędu",
    "Uzasadnienie punktów dla każdej oferty, także dla tych odrzuconych",
)
_INFORMATION = (
    "Jedna osoba w urzędzie, do której organizacja może zadzwonić z każdą sprawą",
    "Newsletter o konkursach i konsultacjach raz na dwa tygodnie",
    "Odpowiedź na każdą uwagę z konsultacji: przyjęta, odrzucona i dlaczego",
    "Streszczenie każdej uchwały o pieniądzach na jednej stronie, zwykłym językiem",
    "Konsultacje w godzinach popołudniowych i z opieką dla dzieci",
    "Tablica organizacji w każdym sołectwie, nie tylko w internecie",
    "Wspólny profil w mediach społecznościowych dla inicjatyw z całej gminy",
    "Projekty uchwał wysyłane do organizacji 14 dni przed sesją",
    "Spacery badawcze zamiast kolejnej ankiety o zieleni",
    "Protokoły z zespołów roboczych publikowane w tydzień",
    "Baza organizacji z aktualnymi telefonami, odświeżana co pół roku",
    "Tłumaczenie na polski język migowy na najważniejszych spotkaniach",
)
_DREAMS = (
    "Dom organizacji w starej szkole: biura, sala, kuchnia, jeden klucz dla wszystkich",
    "Każda klasa ósma prowadzi przez rok własny mały projekt w swojej okolicy",
    "Bank czasu między sąsiadami w całej gminie",
    "Stary dworzec jako miejsce spotkań, z kawiarnią prowadzoną przez spółdzielnię socjalną",
    "Rada gminy raz w roku obraduje na otwartym powietrzu z mieszkańcami przy stołach",
    "Jeden procent budżetu gminy rozdzielany wprost przez mieszkańców",
    "Wolontariat pracowniczy: urząd daje każdemu dwa dni w roku",
    "Festiwal sąsiadów, którego program układają same osiedla",
    "Szkoła liderów prowadzona razem z sąsiednimi gminami",
    "Spółdzielnia energetyczna urzędu, szkół i organizacji",
    "Biblioteka rzeczy: wiertarki, rowery towarowe, projektory do wypożyczenia jak książki",
    "Nikt nie odchodzi z urzędu bez odpowiedzi, kto i kiedy zajmie się jego sprawą",
)
_QUICK = (
    "Ławka z oparciem co 200 metrów na trasie z osiedla do przychodni",
    "Doświetlić przejście przy szkole podstawowej",
    "Odmalować pasy i wyznaczyć miejsca dla rowerów na rynku",
    "Poidło przy placu zabaw",
    "Tablica ogłoszeń sąsiedzkich przy sklepie",
    "Skrzynka na pytania do burmistrza w bibliotece, z odpowiedzią co miesiąc",
    "Kosze na psie odchody przy ścieżce nad strugą",
    "Otworzyć boisko szkolne w soboty i niedziele",
    "Przesunąć rozkład autobusu o dziesięć minut, żeby pasował do pociągu",
    "Wspólne sprzątanie parku w pierwszą sobotę kwietnia",
    "Oznakować drogę do punktu szczepień i przychodni",
    "Ciche godziny bez nagłośnienia w parku w niedziele do południa",
    "Kiermasz wymiany roślin i książek na rynku co miesiąc",
    "Naprawić furtkę i huśtawkę na placu zabaw",
)
_SLOW = (
    "Chodnik po obu stronach drogi do stacji",
    "Park linowy i ścieżka edukacyjna w starym parku",
    "Żłobek w budynku po banku",
    "Kanalizacja deszczowa, żeby rynek nie stał w wodzie po burzy",
    "Klub seniora z transportem z sołectw",
    "Droga rowerowa wzdłuż strugi aż do lasu",
    "Zadrzewić plac przed urzędem zamiast betonu",
    "Mieszkania na start dla młodych rodzin w zamian za remont",
    "Dom kultury otwarty do 22, z pracownią dla młodzieży",
    "Centrum przesiadkowe przy dworcu z bezpiecznym parkingiem rowerowym",
    "Ogród społeczny na działce po magazynach",
    "Publiczna toaleta dostępna dla wózków przy rynku",
    "Zagospodarować zalew: plaża, pomost, ratownik w lipcu i sierpniu",
    "Gminny program wymiany pieców z doradcą, który przyjeżdża do domu",
)
_QUESTIONS = (
    "Kiedy będzie remont drogi przez wieś i czy powstanie przy niej chodnik?",
    "Ile kosztuje utrzymanie basenu i kto za to płaci?",
    "Dlaczego na spotkaniach konsultacyjnych jest zawsze tak mało czasu?",
    "Co stanie się z budynkiem po starej szkole?",
    "Czy przychodnia będzie przyjmować w soboty?",
    "Kto odpowiada za drzewa przy drodze powiatowej?",
    "Czy można płacić za odpady co miesiąc, a nie co kwartał?",
    "Jak zgłosić pomysł do budżetu obywatelskiego bez internetu?",
    "Czy rada osiedla dostanie własne pieniądze?",
    "Dlaczego autobus nie czeka na spóźniony pociąg?",
)
_WORKS = (
    "Znamy się z imienia, można po prostu zadzwonić",
    "Konkursy ogłaszane są o czasie",
    "Urząd użycza sal i nagłośnienia bez zbędnych pism",
    "Wspólne dożynki i dzień seniora: każdy wie, co do niego należy",
    "Biblioteka jest dobrym miejscem na spotkania obu stron",
    "Ośrodek pomocy i organizacje wymieniają się informacją, zanim zrobi się kryzys",
    "Burmistrz przychodzi na spotkania i zostaje do końca",
)
_FAILS = (
    "O programie współpracy dowiadujemy się, gdy jest już gotowy",
    "Dotacja przychodzi w maju, a zadanie zaczyna się w styczniu",
    "Na uwagi z konsultacji nikt nie odpowiada",
    "Sprawozdania są dłuższe niż samo zadanie",
    "Organizacje rywalizują ze sobą zamiast składać wspólne oferty",
    "Urząd ma trzy wydziały od tej samej sprawy i każdy odsyła do drugiego",
    "Na spotkania przychodzą zawsze te same osoby",
)
_UNKNOWN = (
    "Ile organizacji z naszej gminy działa naprawdę, a ile tylko widnieje w rejestrze?",
    "Jaka część dotacji wraca do urzędu niewykorzystana i dlaczego?",
    "Kto korzysta z naszych zadań i kogo stale omijamy?",
    "Ile czasu urzędnik poświęca na sprawdzenie jednego sprawozdania?",
    "Jak robią to sąsiednie gminy i ile na to wydają?",
    "Czy mieszkańcy w ogóle wiedzą, co robią organizacje?",
)
_LEGAL = (
    "Ustawa o pożytku publicznym pozwala na umowy wieloletnie, potrzebna jest zgoda w prognozie finansowej",
    "Zmiana programu współpracy wymaga konsultacji i uchwały do końca listopada",
    "Użyczenie sal szkolnych: wystarczy zarządzenie i regulamin, dyrektorzy muszą się zgodzić",
    "Małe granty: tryb uproszczony do 10 000 zł już jest w ustawie",
    "Skład komisji konkursowej trzeba zapisać w programie współpracy",
)
_WHO = (
    "Koordynuje referat spraw społecznych, po stronie organizacji rada działalności pożytku",
    "Sala i obsługa to praca własna urzędu, materiały około 2000 zł",
    "Księgowa raz w tygodniu: około 18 000 zł rocznie",
    "Newsletter: cztery godziny co dwa tygodnie, na zmianę urząd i centrum wsparcia",
    "Magazyn: jest garaż po straży, brakuje regałów i kogoś z kluczem",
)
_RISKS = (
    "Skończy się na liście życzeń, jeśli nikt nie dostanie na to czasu pracy",
    "Zmieni się skarbnik i ustalenia trzeba będzie zaczynać od nowa",
    "Małe organizacje nie przyjdą, bo spotkania są w godzinach pracy",
    "Regionalna izba obrachunkowa może zakwestionować uproszczone rozliczenie",
    "Pieniądze rozejdą się na jednorazowe imprezy",
)
_FIRST = (
    "Do piątku wysłać wszystkim jedną stronę z ustaleniami",
    "Spotkanie sekretarza z trzema organizacjami w ciągu dwóch tygodni",
    "Sprawdzić u dwóch sąsiednich gmin ich regulamin małych grantów",
    "Zapytać dyrektorów szkół o wolne godziny sal",
    "Zrobić próbny newsletter w jednym wydaniu i zapytać, co w nim zbędne",
)
# Everybody is named after a plant: no list of an office looks like that.
_FIRST_NAMES = (
    "Alina", "Bogdan", "Celina", "Damian", "Edyta", "Filip", "Grażyna", "Henryk", "Irena", "Jacek", "Kalina",
    "Leszek", "Malwina", "Norbert", "Olga", "Przemysław", "Renata", "Sławomir", "Teresa", "Urban", "Wanda",
    "Zenon", "Żaneta", "Jerzy", "Hanna", "Wiktor", "Ewelina", "Cezary", "Łucja", "Robert", "Natalia",
    "Mikołaj",
)
_LAST_NAMES = (
    "Jarzębina", "Modrzew", "Kalina", "Jesion", "Leszczyna", "Klon", "Malina", "Świerk", "Konwalia", "Wiąz",
    "Wierzba", "Buk", "Borówka", "Rumianek", "Akacja", "Dąb", "Olcha", "Chaber", "Sosna", "Mak", "Lipa",
    "Piołun", "Jeżyna", "Wrzos", "Topola", "Perz", "Brzoza", "Bez", "Osika", "Szczaw", "Paproć", "Głóg",
)

POLISH = Texts(
    titles={
        "laboratorium": "Jak współpracujemy w Brzezinach nad Strugą",
        "sniadanie": "Śniadanie obywatelskie na osiedlu Zarzecze",
        "burza": "Nowe życie rynku i starego parku",
        "puste": "Spotkanie sąsiedzkie w Starym Młynie",
    },
    purposes={
        "laboratorium": "Urząd, organizacje i mieszkańcy ustalają, co zmienić w programie współpracy na przyszły rok.",
        "sniadanie": "Przy kawie zbieramy sprawy osiedla i od razu ustalamy, kto się którą zajmie.",
        "burza": "Szukamy pomysłów, które ożywią rynek i stary park bez wielkich pieniędzy.",
        "puste": "Sąsiedzi wybierają, czym zajmą się razem w najbliższym półroczu.",
    },
    questions={
        "burza": "Co sprawi, że na rynku i w starym parku będzie się chciało zostać dłużej?",
    },
    place="Dom Kultury w Brzezinach nad Strugą, sala kominkowa",
    organisers=("Urząd Gminy Brzeziny nad Strugą", "Stowarzyszenie „Wspólny Stół”"),
    funder="Zadanie współfinansowane ze środków gminy Brzeziny nad Strugą",
    project="Razem od początku",
    contract="Mówimy za siebie.\nNie przerywamy.\nPomysł nie ma stanowiska.\nTelefony wyciszone.\nKończymy o czasie.",
    entities=(
        ("S", "Urząd Gminy Brzeziny nad Strugą"),
        ("S", "Gminny Ośrodek Pomocy Społecznej"),
        ("S", "Szkoła Podstawowa w Zarzeczu"),
        ("O", "Stowarzyszenie „Wspólny Stół”"),
        ("O", "Ochotnicza Straż Pożarna w Borkach"),
        ("O", "Fundacja „Otwarte Okno”"),
        ("O", "Klub Sportowy „Struga”"),
        ("O", "Koło Gospodyń Wiejskich w Starym Młynie"),
        ("M", "Rada Osiedla Leśne"),
        ("M", "Sołectwo Borki"),
        ("E", "Akademia Nauk Społecznych w Lipowcu"),
        ("I", "Spółdzielnia Socjalna „Pod Dębem”"),
    ),
    functions=("inspektor", "kierowniczka", "prezeska", "skarbnik", "sołtys", "wolontariuszka", "radny", "animatorka"),
    first_names=_FIRST_NAMES,
    last_names=_LAST_NAMES,
    pools={
        "planning": _PLANNING, "money": _MONEY, "information": _INFORMATION, "dreams": _DREAMS, "quick": _QUICK,
        "slow": _SLOW, "questions": _QUESTIONS, "works": _WORKS, "fails": _FAILS, "unknown": _UNKNOWN,
        "legal": _LEGAL, "who": _WHO, "risks": _RISKS, "first": _FIRST,
    },
    merges={
        "planning": ((0, "Zacząć rozmowę o programie współpracy przed wakacjami"),),
        "money": ((2, "Mikrogranty z prostym wnioskiem"), (1, "Szybsza wypłata dotacji, nie dopiero w maju")),
        "information": ((0, "Opiekun organizacji w urzędzie, jeden numer telefonu"),),
        "quick": ((0, "Więcej ławek po drodze do lekarza"), (3, "Woda do picia w parku")),
        "slow": ((6, "Drzewa zamiast kostki pod urzędem"),),
    },
    card_notes=("Wróciło w trzech grupach.", "Do sprawdzenia: czy już kiedyś próbowano?"),
    places=(
        "Zarzecze", "Borki", "Stary Młyn", "osiedle Leśne", "Podlesie", "Rynek", "Wólka", "Nowa Kolonia", "Olszynki",
        "Zagórze", "Kamionka", "Łęgi", "Dąbrowa", "Górki", "Piaski", "Zacisze", "Brzezinki", "Młynarska", "Sadowa",
        "Polana", "Jeziorki", "Krzywda", "Ostrów", "Kolonia Zachodnia",
    ),
    times=(
        "wiosna 2027", "lato 2027", "jesień 2027", "zima 2027", "wiosna 2028", "lato 2028", "jesień 2028", "zima 2028",
    ),
    combined="{text} – na początek {place}",
    dated="{text} – na początek {place}, {time}",
    talk=(
        ("Przedstawiciele urzędu i organizacji usiedli przemieszani.",
         "Zgoda, że nagrywania nie ma, jest zapis na tablicy."),
        ("Najwięcej różnic: terminy wypłat i odpowiadanie na uwagi.",
         "Obie strony mówią o braku czasu, nie o złej woli."),
        ("Padła prośba, żeby wyniki trafiły także do rady gminy.", "Powtarzało się słowo „przewidywalność”."),
        ("Ustalono, że raport dostaną wszyscy w ciągu tygodnia.", "Kilka osób chce pracować dalej w zespole."),
    ),
    parking=(
        ("Parking przed domem kultury jest za mały na takie spotkania", "Przekazane do referatu inwestycji."),
        ("Diety radnych i ich podział", ""),
        ("Wspólny system zapisów na wydarzenia w gminie", "Wróci na posiedzeniu rady działalności pożytku."),
    ),
    open_questions=(
        ("Czy prognoza finansowa pozwala na umowy dłuższe niż rok?", "Skarbnik odpowie na piśmie do końca miesiąca."),
        ("Kto będzie pilnował, żeby ustalenia nie przepadły po wyborach?", ""),
        ("Czy sale szkolne są ubezpieczone po godzinach?", "Tak, wystarczy lista osób odpowiedzialnych."),
    ),
    declarations=(
        "Przyślę do piątku nasz wzór wniosku na jedną stronę.",
        "Udostępnimy salę w remizie na pierwsze spotkanie zespołu.",
        "Zaproszę młodzieżową radę na następny przegląd.",
    ),
    review=(
        "Kiedy przegląd ustaleń", "W którym terminie spotykamy się, żeby sprawdzić, co z tego wyszło?",
        ("Środa rano, 20 stycznia 2027", "Czwartek po południu, 21 stycznia 2027", "Sobota, 23 stycznia 2027"),
    ),
    carried_over=(
        "Z poprzedniego spotkania: opublikować wykaz lokali, które gmina może użyczyć organizacjom",
        "wykaz na stronie gminy",
    ),
    partners=("rada działalności pożytku", "", "dyrektorzy szkół", "centrum wsparcia organizacji", "", "sołtysi"),
    resources=(
        "praca własna, bez dodatkowych kosztów", "około 18 000 zł rocznie z budżetu gminy",
        "sala i poczęstunek, 600 zł",
        "pół etatu przez trzy miesiące", "pomieszczenie i sprzęt, które gmina ma", "do 50 000 zł w projekcie budżetu",
    ),
    measures=(
        "zarządzenie podpisane i ogłoszone", "co najmniej 20 organizacji korzysta w pierwszym roku",
        "trzy spotkania odbyte, notatki opublikowane", "zasady na stronie gminy w ciągu 30 dni",
        "pierwsze wyniki do końca lutego", "połowa uczestników spoza dotychczasowego grona",
    ),
    to_confirm=("sekretarz gminy", "zarząd stowarzyszenia", "dyrektor szkoły"),
    event="pierwsza sesja rady po Nowym Roku",
    empty_agenda=(
        ("talk", "Powitanie i zasady", "Po co się spotykamy?"),
        ("board", "Sprawy i pomysły", "Czym chcemy się zająć razem?"),
        ("vote", "Od czego zaczynamy", "Które trzy sprawy podejmujemy?"),
        ("review", "", ""),
        ("plan", "Kto się czym zajmie", "Kto robi pierwszy krok i do kiedy?"),
    ),
    empty_columns=("Od zaraz", "Na dłużej"),
)
