"""The vocabulary of the casualty rule. Verbs stand for all their forms (inflect.py), commas part phrases."""

from claims.extraction.risks.inflect import forms, phrases

PERSON = frozenset(
    """
    he him his she her hers they them their we us you i me who whom himself herself themselves everyone everybody
    nobody anyone someone somebody anybody none both others several many dozens scores hundreds thousands couple
    no some person people persons man men woman women child children boy boys girl girls baby babies toddler
    toddlers infant infants teenager teenagers teen teens youth youths youngster youngsters adult adults pensioner
    pensioners civilian civilians resident residents villager villagers citizen citizens inhabitant inhabitants
    family families mother mothers father fathers parent parents son sons daughter daughters brother brothers
    sister sisters twins wife wives husband husbands uncle aunt cousin cousins grandmother grandfather grandson
    granddaughter friend friends neighbour neighbours neighbor neighbors relative relatives colleague colleagues
    soldier soldiers troops fighter fighters militant militants rebel rebels insurgent insurgents gunman gunmen
    officer officers policeman policemen policewoman police guard guards marine marines sailor sailors pilot
    pilots crew crews firefighter firefighters medic medics paramedic paramedics rescuer rescuers worker workers
    labourer labourers laborer laborers miner miners driver drivers passenger passengers pedestrian pedestrians
    cyclist cyclists motorist motorists motorcyclist motorcyclists rider riders walker walkers climber climbers
    hiker hikers swimmer swimmers skier skiers surfer surfers runner runners jogger joggers kayaker kayakers caver
    cavers diver divers fisherman fishermen farmer farmers student students pupil pupils schoolchildren teacher
    teachers doctor doctors nurse nurses patient patients tourist tourists visitor visitors guest guests spectator
    spectators supporter supporters fan fans protester protesters demonstrator demonstrators worshipper
    worshippers pilgrim pilgrims shopper shoppers diner diners customer customers staff employee employees
    journalist journalists reporter reporters photographer photographers migrant migrants refugee refugees
    prisoner prisoners inmate inmates suspect suspects attacker attackers bystander bystanders survivor survivors
    victim victims occupant occupants tenant tenants contractor contractors engineer engineers personnel recruit
    recruits conscript conscripts serviceman servicemen reservist reservists player players captain jockey
    volunteer volunteers member members leader leaders commuter commuters trekker trekkers porter porters deckhand
    deckhands crewman crewmen passer passers postman grandparents grandchild grandchildren niece nieces nephew
    nephews aunt aunts bride newborn newborns participant participants cleaner cleaners priest priests nun nuns monk
    monks imam lawyer lawyers sherpa sherpas jockeys striker goalkeeper winger midfielder defender batsman bowler
    boxer herder herders trader traders builder builders settler settlers kid kids captives
    """.split()
)

# Words that say, of people, that they were killed, hurt, taken, or are missing or driven out.
HARMED = forms(
    "execute kill injure wound maim drown perish abduct kidnap* behead massacre murder slaughter assassinate lynch "
    "strangle electrocute suffocate asphyxiate displace hospitalise hospitalize decapitate dismember "
    "slay/slew/slain trample bereave orphan"
) | frozenset(
    """
        dies die died dead deaths death casualty casualties fatal fatally fatality fatalities toll corpse corpses
        hostage hostages unaccounted missing homeless hurt injury injuries wounds bodies bloodbath carnage
        shooting shootings stabbing stabbings homicide homicides suicide suicides stillborn concussed unconscious
        amputated fractured mauled gored unhurt uninjured unharmed unscathed blinded hanged sickened bleeding
        starved paralysed paralyzed ransom critically stampede mown bludgeoned bayoneted knifed garrotted speared
        miscarried overdosed comatose autopsy
        """.split()
)
# Words that say so of a person who stands close by, or of a number of people.
PERHAPS = forms(
    "trap* bury stab* evacuate scald vanish disappear expel* strand engulf choke uproot crush poison"
) | frozenset(
    """
        burned burnt burns beaten bitten deported marooned stranded sheltering rubble wreckage ill sick dragged
        shot fled fleeing captured captive captivity stitches body survived survivors alive sprained ruptured
        concussion collarbone wrist ribs skull fingers seized snatched ransomed shrapnel faint fainted vomiting
        crutches wheelchair ventilator overturned capsized attacked slashed breathless frostbite hypothermia
        """.split()
)
# And these, of a number of people.
OF_A_NUMBER = frozenset(
    """
    hospital hospitals inside underground tents shelter shelters camp camps flown airlifted rescued escaped
    collapsed buried drowning infected coughing roof wreck wreckage aboard survived
    """.split()
)
TOGETHER = phrases(
    """
    accounted for, airlifted, alive from, all were lost, became ill, been accounted for, been infected
    being treated, beneath the rubble, bit a, bit her, bit him, bit the, bled to death, both legs, broke a leg
    broke an arm, broke both, broke her, broke his, broken arm, broken bones, broken hip, broken leg, broken legs
    broken neck, broken nose, broken pelvis, broken ribs, buried alive, burned alive, came down on, cannot be found
    carried away, carried from, carried off, claimed four lives, claimed the life, claimed the lives, collapsed on
    cost the life, cost the lives, could not be found, crew were lost, critical condition, crossed the border
    cut free, cut from the car, cut from the wreckage, cuts and bruises, did not come home, did not get out
    did not make it, dislocated, dragged away, dragged from, dragged to, driven from, driven out, dug out
    emergency housing, fallen ill, falling ill, feared lost, fell ill, fell on a, fell on the, fell onto
    fell to her death, fell to his death, fifth victim, fighting for her life, fighting for his life
    fighting for their lives, first victim, fled across, food poisoning, forced from, forced out of their
    forced to flee, forced to leave, found alive, found safe, fourth victim, fractured skull, from the wreckage
    from their homes, gave her life, gave his life, gave their lives, general hospital, got out alive, gunned down
    gunshot wound, gunshot wounds, has fled, head injury, head wound, heard from the, hit by a, hospital treatment
    human remains, in a coma, in body bags, in hospital, in tents, in the open, in the rubble, intensive care
    knee injury, knocked down, laid to rest, last moments, last seen, leave their homes, left blind, left disabled
    left paralysed, left paralyzed, left their homes, life support, lifted from, lives had been lost
    lives have been lost, lives lost, lives were lost, loss of life, lost a foot, lost a hand, lost a leg
    lost an arm, lost an ear, lost an eye, lost at sea, lost both, lost fingers, lost her husband, lost her life
    lost her sight, lost her son, lost his life, lost his sight, lost his son, lost his wife, lost overboard
    lost their homes, lost their lives, lost two fingers, lost two uncles, makeshift camps, mass grave, mass graves
    mortuary, moved from their homes, moved out of their homes, moved to safety, moved to schools, moved to shelters
    mowed down, need not have died, needed stitches, never came home, never came up, never got out, never resurfaced
    never seen again, never woke, ninth victim, no longer breathing, no sign of her, no sign of him, no sign of them
    no survivors, no trace of, not been found, not been seen, not come home, not heard from, not survive
    on a stretcher, only survivor, ordered to leave, out for the season, out of their homes, paralysed, paralyzed
    paramedics fought, passed away, plucked from, pulled from, pulled out of, released the hostages
    remain underground, remains underground, resuscitate, resuscitated, ruled out for, run over, ruptured her
    ruptured his, rushed to, safe and well, search for a, searching for a, searching for three, searching for two
    second victim, serious condition, shelters, sidelined, sleeping in cars, sleeping in schools, sleeping on floors
    sleeping rough after, smoke inhalation, sole survivor, stab wounds, stable condition, stepped on a mine
    still trapped, still underground, stopped breathing, stretchered off, struck by a, succumbed to
    suffered concussion, swept away, swept off, taken away, taken by ambulance, taken from their homes, taken ill
    taken prisoner, taken to a hospital, taken to hospital, taken to the hospital, the life of a, the life of an
    the lives of, the morgue, third victim, to hospital, told to leave, took the life
    took the lives, tore a hamstring, tore a ligament, torn hamstring, torn ligament, treated at, treated for
    treated in hospital, treated on, under a collapsed, under rubble, under the collapsed, under the debris
    under the roof, under the rubble, walked out alive, was freed, was lost at, was not breathing, was treated
    washed away, went down with, were freed, were infected, were lost, were treated, whereabouts, will miss, winched
    without a roof, without homes, would still be alive
    """
)
UNHARMED = phrases(  # the same words, said of no one
    """
    a shot went, a toll on, alive and well, big shot, bodies of water, body camera, body cameras, body language
    body mass, body of evidence, body of water, body of work, body weight, buried treasure, dead ball, dead calm
    dead center, dead centre, dead end, dead heat, dead in the water, dead language, dead last, dead sea, dead set
    dead weight, dead wood, dead zone, death knell, death metal, death penalty, death row, death tax, death threat
    death threats, drown out, drowned out, drowning in debt, drowning in paperwork, drowning out, fatal blow to
    fatal error, fatal flaw, first shot, governing body, heal wounds, heavenly bodies, her shot, his shot
    hostage crisis drama, hostage drama, hostage film, hostage thriller, hurt business, hurt demand
    hurt exports, hurt feelings, hurt growth, hurt her chances, hurt his chances
    hurt profits, hurt sales, hurt the economy, hurt their chances, industry body, injury crisis, injury free
    injury list, injury time, insult to injury, keep alive the, kill the bill, kill the deal, kill time
    killed off the plan, killed the bill, killed the deal, killed the plan, killed the project, kiss of death
    left for dead last, life and death, long shot, missing data, missing documents, missing emails, missing evidence
    missing files, missing from the list, missing from the report, missing from the side
    missing its, missing link
    missing money, missing out, missing pages, missing paperwork, missing payments, missing the point, moon shot
    murder mystery, murder novel, murder novels, official body, old wounds, parting shot, penalty shot
    political suicide, professional body, public bodies, public body, reopen wounds, ruling body, sanctioning body
    save lives, saved lives, saving lives, shooting guard, shooting range, shooting season, shooting star
    shooting stars, shot at goal, shot a documentary, shot a film, shot a video, shot clock
    shot in black and white, shot on film
    shot on location, shot on target, shot over, shot put, shot saved
    shot the film, shot wide, shots at goal, shots on, student body, sudden death, suicide prevention
    survived an attempt, survived by, survived the vote, take its toll, taken its toll, takes its toll
    taking its toll, tee shot, the shot went, their shot, to death of, toll booth, toll booths, toll bridge
    toll collector, toll plaza, toll road, toll roads, took its toll, trade body, whose shot, world body
    wounded pride
    """
)
NATURAL = phrases(  # of one person, beside a word for dying: an obituary's, no casualty
    """
    alzheimer's, at her home, at his home, breast cancer, dementia, heart disease, heart failure, in her sleep
    in his sleep, kidney failure, long illness, lung cancer, natural causes, of cancer, of complications
    of leukaemia, of leukemia, of pneumonia, old age, parkinson's, peacefully, short illness
    """
)
DYING = frozenset("die died dies death dead".split())
