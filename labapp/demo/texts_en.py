"""The invented laboratories in English."""

from __future__ import annotations

from labapp.demo.texts import Texts

_PLANNING = (
    "Consult the cooperation programme in June, before the budget is drafted",
    "A shared map of tasks: who does what here, for whom and at what cost",
    "A working meeting of organisations and heads of department every quarter",
    "A team of officials and organisations, half and half, drafts the cooperation programme",
    "A calendar of all grant rounds of the year, published in January",
    "A survey of residents' needs every two years, its results open to all",
    "Invite village heads and neighbourhood councils from the first planning meeting",
    "One calendar of events, so that two fairs never fall on the same day",
    "A short review of last year's programme before the next one is written",
    "The youth council comments on tasks for young people before a grant round opens",
    "Write the programme's goals so that after a year one can tell whether they were reached",
    "One table for the matters of people with disabilities: council, social services, organisations",
)
_MONEY = (
    "Contracts over several years for ongoing tasks such as day rooms and senior clubs",
    "The first instalment no later than 30 days after a grant is awarded",
    "Small grants up to 3,000 zł with a one-page application",
    "A fund for own contributions, so that organisations can apply for money from outside",
    "A short report for grants below 10,000 zł",
    "Free school rooms after lessons for local organisations",
    "A shared store: tents, tables, sound equipment to borrow",
    "Regranting: one organisation runs a round of small grants for the others",
    "An accountant on duty for organisations once a week",
    "Volunteers' hours count as own contribution in every grant round",
    "At least two people from outside the council in every grant panel",
    "Reasons for the points of every application, also of those turned down",
)
_INFORMATION = (
    "One person at the council whom an organisation can call about anything",
    "A newsletter on grants and consultations every two weeks",
    "An answer to every comment in a consultation: accepted or not, and why",
    "Every resolution about money summed up on one page in plain words",
    "Consultations in the afternoon, with childcare",
    "A noticeboard of organisations in every village, not only on the internet",
    "One social media page for initiatives from the whole district",
    "Draft resolutions sent to organisations 14 days before the session",
    "Walks on site instead of yet another survey about green spaces",
    "Minutes of working groups published within a week",
    "A list of organisations with phone numbers that work, refreshed twice a year",
    "Sign language interpreting at the most important meetings",
)
_DREAMS = (
    "A house of organisations in the old school: offices, a hall, a kitchen, one key for all",
    "Every final-year class runs a small project of its own in its neighbourhood",
    "A time bank between neighbours in the whole district",
    "The old station as a meeting place, its café run by a social cooperative",
    "Once a year the council meets in the open air, with residents at the tables",
    "One per cent of the budget given out directly by residents",
    "Volunteering at work: the council gives everybody two days a year",
    "A festival of neighbours whose programme the neighbourhoods make themselves",
    "A school of leaders run together with the districts next door",
    "An energy cooperative of the council, schools and organisations",
    "A library of things: drills, cargo bikes, projectors to borrow like books",
    "Nobody leaves the council without knowing who will take up their matter and when",
)
_QUICK = (
    "A bench with a backrest every 200 metres on the way to the health centre",
    "Light the crossing by the primary school",
    "Repaint the crossings and mark places for bicycles on the square",
    "A drinking fountain by the playground",
    "A neighbours' noticeboard by the shop",
    "A box for questions to the mayor in the library, answered every month",
    "Bins for dog waste along the path by the brook",
    "Open the school pitch on Saturdays and Sundays",
    "Move the bus by ten minutes so that it meets the train",
    "Clean the park together on the first Saturday of April",
    "Signpost the way to the vaccination point and the health centre",
    "Quiet hours without loudspeakers in the park on Sunday mornings",
    "A monthly swap of plants and books on the square",
    "Mend the gate and the swing at the playground",
)
_SLOW = (
    "A pavement on both sides of the road to the station",
    "A rope course and a nature trail in the old park",
    "A nursery in the former bank",
    "Storm drains, so that the square is not under water after every storm",
    "A senior club with transport from the villages",
    "A cycle path along the brook as far as the forest",
    "Trees instead of concrete in front of the council",
    "Starter flats for young families in exchange for renovation",
    "An arts centre open until ten, with a workshop for young people",
    "An interchange by the station with safe bicycle parking",
    "A community garden on the old warehouse plot",
    "A public toilet accessible to wheelchairs by the square",
    "The reservoir made usable: a beach, a pier, a lifeguard in July and August",
    "A district programme to replace stoves, with an adviser who comes to the house",
)
_QUESTIONS = (
    "When will the road through the village be repaired, and will it have a pavement?",
    "What does it cost to keep the pool, and who pays for it?",
    "Why is there always so little time at consultation meetings?",
    "What will become of the old school building?",
    "Will the health centre be open on Saturdays?",
    "Who is responsible for the trees along the county road?",
    "Can waste be paid for monthly rather than quarterly?",
    "How does one hand in an idea for the citizens' budget without the internet?",
    "Will the neighbourhood council get money of its own?",
    "Why doesn't the bus wait for a late train?",
)
_WORKS = (
    "We know each other by first name and can simply call",
    "Grant rounds open on time",
    "The council lends rooms and sound equipment without needless letters",
    "The harvest fair and the seniors' day: everybody knows their part",
    "The library is a good place for both sides to meet",
    "Social services and organisations talk before there is a crisis",
    "The mayor comes to meetings and stays to the end",
)
_FAILS = (
    "We hear about the cooperation programme when it is finished",
    "The grant arrives in May, the task starts in January",
    "Nobody answers comments made in consultations",
    "Reports are longer than the task itself",
    "Organisations compete instead of applying together",
    "Three departments deal with the same matter and each sends one to the next",
    "It is always the same people who come to meetings",
)
_UNKNOWN = (
    "How many organisations here are really active, and how many are only on the register?",
    "What part of grants goes back unspent, and why?",
    "Who uses what we offer, and whom do we keep missing?",
    "How long does an official need to check one report?",
    "How do the districts next door do it, and what do they spend?",
    "Do residents know at all what organisations do?",
)
_LEGAL = (
    "The law on public benefit work allows contracts over several years; the financial forecast must agree",
    "A change of the programme needs a consultation and a resolution by the end of November",
    "Lending school rooms: an order and rules of use are enough, the heads must agree",
    "Small grants: the simplified procedure up to 10,000 zł is in the law already",
    "The make-up of the grant panel has to be written into the programme",
)
_WHO = (
    "Social affairs coordinate; on the organisations' side the public benefit council",
    "Room and service are the council's own work, materials about 2,000 zł",
    "An accountant once a week: about 18,000 zł a year",
    "The newsletter: four hours every two weeks, council and support centre in turn",
    "The store: there is the old fire garage, what lacks is shelves and someone with a key",
)
_RISKS = (
    "It ends as a wish list if nobody is given working time for it",
    "A new treasurer comes and everything starts again",
    "Small organisations stay away because meetings are in working hours",
    "The audit office may question the simplified accounts",
    "The money goes into one-off events",
)
_FIRST = (
    "Send everybody one page with what was agreed by Friday",
    "The secretary meets three organisations within two weeks",
    "Ask two neighbouring districts for their rules of small grants",
    "Ask the school heads for free hours of their rooms",
    "Make one trial issue of the newsletter and ask what is superfluous",
)
# Everybody is named after a plant: no list of an office looks like that.
_FIRST_NAMES = (
    "Alice", "Bernard", "Celia", "Dennis", "Edith", "Felix", "Grace", "Hector", "Irene", "Jasper", "Kate",
    "Leonard", "Molly", "Norman", "Olive", "Peter", "Rose", "Samuel", "Tessa", "Umar", "Wendy", "Zachary",
    "Yvonne", "George", "Hannah", "Victor", "Evelyn", "Cyril", "Lucy", "Robert", "Nadia", "Michael",
)
_LAST_NAMES = (
    "Rowan", "Larch", "Guelder", "Ash", "Hazel", "Maple", "Bramble", "Spruce", "Bluebell", "Elm", "Willow",
    "Beech", "Bilberry", "Camomile", "Acacia", "Oak", "Alder", "Cornflower", "Pine", "Poppy", "Linden",
    "Wormwood", "Clover", "Heather", "Poplar", "Thistle", "Birch", "Lilac", "Aspen", "Sorrel", "Fern",
    "Hawthorn",
)

ENGLISH = Texts(
    titles={
        "laboratorium": "How we work together in Birchbrook",
        "sniadanie": "Civic breakfast in the Overbrook neighbourhood",
        "burza": "New life for the square and the old park",
        "puste": "Neighbours' meeting at the Old Mill",
    },
    purposes={
        "laboratorium": "Council, organisations and residents settle together what to change in next year's programme.",
        "sniadanie": "Over coffee we collect the neighbourhood's matters and settle at once who takes up which.",
        "burza": "We look for ideas that bring life to the square and the old park without great sums.",
        "puste": "Neighbours choose what they will take up together in the coming half-year.",
    },
    questions={
        "burza": "What would make people stay longer on the square and in the old park?",
    },
    place="Birchbrook Arts Centre, the hearth room",
    organisers=("Birchbrook District Council", "The Common Table Association"),
    funder="Co-financed by the District of Birchbrook",
    project="Together from the start",
    contract="We speak for ourselves.\nNo interrupting.\nAn idea has no rank.\nPhones silent.\nWe end on time.",
    entities=(
        ("S", "Birchbrook District Council"),
        ("S", "District Social Services"),
        ("S", "Overbrook Primary School"),
        ("O", "The Common Table Association"),
        ("O", "Pinewood Volunteer Fire Brigade"),
        ("O", "Open Window Foundation"),
        ("O", "Brookside Sports Club"),
        ("O", "Old Mill Women's Institute"),
        ("M", "Forest Estate Council"),
        ("M", "Village of Pinewood"),
        ("E", "Lindenham College of Social Science"),
        ("I", "Under the Oak Social Cooperative"),
    ),
    functions=("inspector", "manager", "chair", "treasurer", "village head", "volunteer", "councillor", "organiser"),
    first_names=_FIRST_NAMES,
    last_names=_LAST_NAMES,
    pools={
        "planning": _PLANNING, "money": _MONEY, "information": _INFORMATION, "dreams": _DREAMS, "quick": _QUICK,
        "slow": _SLOW, "questions": _QUESTIONS, "works": _WORKS, "fails": _FAILS, "unknown": _UNKNOWN,
        "legal": _LEGAL, "who": _WHO, "risks": _RISKS, "first": _FIRST,
    },
    merges={
        "planning": ((0, "Start talking about the programme before the summer"),),
        "money": ((2, "Micro-grants with a simple form"), (1, "Faster payment of grants, not only in May")),
        "information": ((0, "A contact person for organisations at the council, one phone number"),),
        "quick": ((0, "More benches on the way to the doctor"), (3, "Drinking water in the park")),
        "slow": ((6, "Trees instead of paving by the council"),),
    },
    card_notes=("Came up in three groups.", "To check: has it been tried before?"),
    places=(
        "Overbrook", "Pinewood", "Old Mill", "Forest Estate", "Underwood", "the Square", "Little Lea", "New Row",
        "Alderley", "Overhill", "Stonebridge", "the Meadows", "Oakham End", "Hillside", "Sands", "Quiet Lane",
        "Birch Row", "Miller Street", "Orchard Street", "the Glade", "Lakeside", "Crossways", "the Island", "West Row",
    ),
    times=(
        "spring 2027", "summer 2027", "autumn 2027", "winter 2027", "spring 2028", "summer 2028", "autumn 2028",
        "winter 2028",
    ),
    combined="{text} – {place} first",
    dated="{text} – {place} first, {time}",
    talk=(
        ("Council and organisations sat mixed.", "Agreed: no recording, the board is the record."),
        ("Most differences: dates of payment and answers to comments.",
         "Both sides speak of lack of time, not of ill will."),
        ("A wish was voiced that the results go to the council's members too.",
         "The word that came back: predictability."),
        ("Agreed: everybody gets the report within a week.", "Several people want to go on working in a team."),
    ),
    parking=(
        ("The car park of the arts centre is too small for such meetings", "Passed on to the works department."),
        ("Councillors' allowances and their split", ""),
        ("One booking system for all events in the district", "Comes back at the public benefit council."),
    ),
    open_questions=(
        ("Does the financial forecast allow contracts longer than a year?",
         "The treasurer answers in writing this month."),
        ("Who makes sure that what was agreed survives the elections?", ""),
        ("Are school rooms insured after hours?", "Yes; a list of those responsible is enough."),
    ),
    declarations=(
        "I will send our one-page application form by Friday.",
        "The fire station's hall is yours for the team's first meeting.",
        "I will invite the youth council to the next review.",
    ),
    review=(
        "When we review it", "On which date do we meet to check what came of it?",
        ("Wednesday morning, 20 January 2027", "Thursday afternoon, 21 January 2027", "Saturday, 23 January 2027"),
    ),
    carried_over=(
        "From the last meeting: publish the list of rooms the council can lend to organisations",
        "the list is on the council's site",
    ),
    partners=("the public benefit council", "", "school heads", "the support centre", "", "village heads"),
    resources=(
        "own work, no further cost", "about 18,000 zł a year from the budget", "a room and refreshments, 600 zł",
        "half a post for three months", "a room and equipment the council has", "up to 50,000 zł in the draft budget",
    ),
    measures=(
        "the order is signed and published", "at least 20 organisations use it in the first year",
        "three meetings held, minutes published", "the rules are on the council's site within 30 days",
        "first results by the end of February", "half of those who come are new",
    ),
    to_confirm=("the council's secretary", "the association's board", "the school's head"),
    event="the first session after New Year",
    empty_agenda=(
        ("talk", "Welcome and rules", "What brings us together?"),
        ("board", "Matters and ideas", "What do we want to take up together?"),
        ("vote", "Where we start", "Which three matters do we take up?"),
        ("review", "", ""),
        ("plan", "Who takes up what", "Who takes the first step, and by when?"),
    ),
    empty_columns=("Right away", "For longer"),
)
