"""Word lists for telling who is who: titles, bodies, documents, people. Each entry earns its place in many papers."""

HONORIFICS = frozenset(
    """
    acting activist actor actress adm admiral adviser advisor aide alderman ambassador analyst anchor
    anchorman anchorwoman archaeologist archbishop archdeacon artist assistant associate astronaut astronomer
    attorney attorneys aunt author ayatollah banker baron baroness barrister billionaire biologist bishop
    blogger brig brother businessman businesswoman campaigner candidate canon capt captain cardinal cdr ch
    chair chairman chairwoman chancellor chef chemist chief chief-of-staff cleric climatologist cllr cmdr
    co-chair co-founder coach col colonel columnist comedian commander commentator commissioner composer
    comptroller congressman congresswoman constable consultant coordinator coroner corporal correspondent
    councillor councilman councilwoman counsel cpl critic curate curator dame daughter dc dci dean defence
    defendant defender defense del delegate democrat deputy designer det detective developer diplomat director
    donor dr drummer ecologist economist editor education emperor engineer entrepreneur envoy epidemiologist
    ex-minister ex-president ex-prime ex-wife executive expert eyewitness farmer father fellow filmmaker
    finance footballer forecaster foreign former founder front-runner frontman frontrunner gen general
    geologist glaciologist goalkeeper gov governor guitarist head headteacher health hhj historian hon host
    husband hydrologist imam insp inspector interim interior intern investigator investor journalist judge
    junior justice keyboardist king lady lawmaker lawyer lead leader lecturer legislator lieutenant lobbyist
    lord lt magnate maj major manager mayor meteorologist midfielder minister miss moderator mogul mother mr
    mrs ms musician mx neighbor neighbour nominee novelist officer operative organiser organizer owner painter
    paramedic partner pastor pathologist pc photographer physician physicist pianist poet pollster pope
    premier presenter president president-elect priest prime prince princess principal producer prof professor
    prosecutor protester psychiatrist psychologist pte publisher pundit queen rabbi ranger rapper rector
    referee rep reporter representative researcher resident retired rev reverend rocker scholar scientist
    secretary secretary-general seismologist sen senator senators senior sergeant sgt sheikh sheriff singer
    sir sister skipper sociologist solicitor son speaker spokesman spokesperson spokeswoman staffer star
    strategist striker student sultan superintendent supt surgeon survivor teacher tenant then-president
    treasurer trooper trustee tycoon uncle undersecretary veteran veterinarian vice virologist volunteer
    warden widow winger witness writer
    """.split()
)
MALE_TITLES = frozenset(
    """
    actor anchorman baron boy boyfriend brother businessman chairman clergyman congressman councilman dad duke
    earl emperor ex-husband father fiance fisherman grandfather grandson gunman headmaster husband imam king
    landlord lord man monk mr nephew policeman pope priest prince rev salesman schoolboy showman sir son
    spokesman stepfather sultan uncle widower
    """.split()
)
FEMALE_TITLES = frozenset(
    """
    actress anchorwoman aunt baroness businesswoman chairwoman congresswoman councilwoman countess dame
    daughter duchess ex-wife fiancee girl girlfriend granddaughter grandmother headmistress lady landlady
    matriarch midwife miss mom mother mrs ms mum niece nun policewoman princess queen schoolgirl sister
    spokeswoman stepmother widow wife woman
    """.split()
)
ORGANISATION = frozenset(
    """
    academy administration aerospace ag agencies agency airline airlines airport airways alliance appliances
    archive archives army assembly associates association assurance authority aviation bakeries bank bar
    batteries battery beverages biosciences biotech bloc board brewery brigade broadcaster bros brothers
    bureau buses cabinet campaign carrier cars cement center centre chain chamber channel charity chemical
    chemicals church cinemas circuit clinic club co coalition coastguard collective college commission
    committee commons company conglomerate congress consortium constabulary construction consultancy
    consulting cooperative corp corporation corps cosmetics council councils county court daily dairy
    delegation department diagnostics diocese directorate district electric electronics embassy energy
    engineering entertainment equity exchange faction factory federation ferries financial firm fleet foods
    force forces forum foundation freight fund gas gazette gmbh government group guard guardian haulage herald
    holdings homes hospital hotels house hydro inc incorporated industries infirmary inspectorate institute
    institution insurance insurer insurgency international investments journal junta jury kremlin laboratories
    laboratory labs league legislature lender library limited lines llc llp logistics lords ltd magazine mail
    manufacturer metals military militia mining ministry monarchy monitor motors movement museum nations navy
    network news newspaper nv observatory office offshore oil ombudsman operator orchestra organisation
    organization outlet pac pacs palace panel paper parliament partners partnership party patrol pentagon
    petroleum pharmaceuticals plastics plc police polytechnic post press productions properties provider
    publisher radio rail railways realty refining regime regulator report restaurants retailer robotics
    roundtable school secretariat securities semiconductor senate service services shipping shipyard
    socialists societies society software solar squad start-up startup state station steel stores subsidiary
    supermarket supplier surgery syndicate systems taliban tankers taskforce team technologies telecom
    telecoms television textiles theater theatre therapeutics times trains treasury tribunal tribune trust tv
    union university utilities utility vendor ventures watch watchdog water website weekly yard zoo
    """.split()
)
GEOGRAPHY = frozenset(
    """
    abbey africa america arena avenue bay beach boulevard bridge carolina castle city cliffs coast county
    creek dakota dam district dome east falls forest fort garden gardens gulf hampshire harbor harbour heights
    hill hills island islands isle jersey korea lake lane las los mexico mount mountain mountains new north
    ocean park peak peninsula plain plaza point pond port reef ridge river road saint san santa sea shore
    south square stadium state states strait straits street tower town united valley village virginia wells
    west wood woods york zealand
    """.split()
)
DOCUMENT = frozenset(
    """
    accord ad ads affidavit affidavits agreement analysis article articles assessment audit audits autopsy
    bill blueprint book books brief brochure bulletin cable cables caption census charter column communique
    communiqué complaint constitution contract data declaration decree diary dispatch document documents
    dossier e-mail e-mails edict editorial email emails essay estimate estimates figures filing filings
    findings guidance guidelines headline headlines index indictment inquest journal-article law laws lawsuit
    leaflet legislation letter letters literature manifesto manual memo memoir memorandum memos message
    messages motion notice order page pages paper papers petition plan plans playbook poll polls post posts
    projection projections promo proposal record records registry regulations release report reports research
    resolution review rules ruling scripture site slogan statement statements statistics studies study
    submission summary survey surveys tally text texts transcript transcripts treaty tweet tweets video videos
    warrant website writ
    """.split()
)
PERSON_NOUNS = frozenset(
    """
    academic accountant activist activist-turned-politician actor actress administrator admiral adviser
    advisor agent aide aide-de-camp ambassador analyst anchor anchorman anchorwoman archaeologist archbishop
    architect artist assailant assistant astronaut astronomer athlete attacker attorney auditor aunt author
    baby baker banker baron baroness barrister batsman billionaire biologist bishop blogger bodyguard boss
    bowler boxer boy boyfriend breeder brewer broker brother brother-in-law builder burglar businessman
    businesswoman butcher bystander cabbie campaigner candidate captain cardinal caregiver carer carpenter
    celebrity ceo cfo chairman chairwoman challenger champion chancellor chef chemist chief clergyman cleric
    clerk climatologist climber co-founder coach colleague colonel columnist comedian commander
    commander-in-chief commentator commissioner composer comptroller conductor congressman congresswoman
    conservative constable consultant contender contractor cook coordinator coroner correspondent councillor
    councilman councilmember councilwoman counsel counsellor counselor counterpart countess courier cousin
    critic curator cyclist dad dame daughter daughter-in-law dean defendant defender delegate democrat
    demonstrator dentist deputy designer detective developer diplomat director director-general dispatcher
    dissident doctor donor driver drummer duchess duke earl ecologist economist editor editor-in-chief
    educator emeritus emperor employee empress engineer entrepreneur envoy epidemiologist ex-husband
    ex-minister ex-president ex-wife executive expert eyewitness fan farmer father father-in-law ferryman
    fiance fiancee filmmaker firefighter fisherman footballer forecaster founder freshman friend front-runner
    frontman frontrunner gardener general geologist geophysicist girl girlfriend glaciologist goalkeeper
    goalscorer governor granddaughter grandfather grandmother grandson grower guest guide guitarist gunman
    harbourmaster headmaster headmistress headteacher heir heiress hero historian hopeful host hostage
    housekeeper husband hydrologist imam immigrant incumbent informant insider inspector intellectual intern
    investigator investor jockey journalist judge justice keeper kidnapper killer king labourer lady landlady
    landlord lawmaker lawyer leader lecturer legislator liberal libertarian librarian lieutenant lifeguard
    lobbyist lord magnate man manager mate mathematician matriarch maverick mayor mechanic mediator medic
    mentor mep merchant meteorologist microbiologist midfielder midwife migrant millionaire minister mogul mom
    monarch monk mother mother-in-law motorist mp msp mum mum-of-two musician nationalist native negotiator
    neighbor neighbour nephew neurologist neurosurgeon newcomer niece nominee novelist nun nurse
    nurse-practitioner obstetrician oceanographer officer official oncologist operative opponent organiser
    organizer orthopedist owner paediatrician painter paramedic parent partner passenger passer-by pastor
    pathologist patient patriarch peacemaker pedestrian pediatrician pensioner performer person philanthropist
    philosopher photographer physician physicist pilot pitcher planner player plumber pm poet policeman
    policewoman politician pollster pope porter predecessor prefect premier presenter president priest prince
    princess principal prisoner producer professor programmer promoter prosecutor protester psychiatrist
    psychologist publicist publisher pundit pupil quarterback queen rabbi radiologist rancher ranger rapper
    rebel receptionist rector referee refugee registrar relative reporter representative republican rescuer
    researcher resident reverend rival robber runner running-mate sailor salesman scholar schoolboy schoolgirl
    schoolmaster schoolteacher scientist sculptor secretary secretary-general seismologist seller senator
    sergeant servant shepherd sheriff shooter shopkeeper showman singer sir sister sister-in-law skier skipper
    socialist sociologist soldier solicitor somebody someone son son-in-law source speaker spokesman
    spokesperson spokeswoman sprinter spy staffer star stepdaughter stepfather stepmother stepson strategist
    striker student successor sultan superintendent supervisor supporter surgeon surveyor survivor suspect
    swimmer teacher teammate technician teenager tenant theologian therapist thief toddler tourist trader
    trainer translator traveller treasurer trucker trustee tycoon uncle underdog undersecretary vet veteran
    veterinarian vicar vice-president victim virologist volcanologist volunteer voter warden watchman
    whistleblower widow wife winemaker winger witness woman worker writer zoologist
    """.split()
)
CONNECTING = frozenset(
    """
    & a and at de del des du for in la of on the to
    """.split()
)
PARTICLES = frozenset(
    """
    abu al al- ben bin da das de del della den der di dos du e el ibn la le ter van von y
    """.split()
)
OFFICES = frozenset(
    """
    affairs agriculture attorney commerce culture defence defense economy education energy environment finance
    foreign health home homeland housing intelligence interior justice labor labour majority minority
    opposition security sport state trade transport transportation treasury urban veterans
    """.split()
)
NOT_NAMES = frozenset(
    """
    a about according across adding additionally after again all almost also although always americans among
    an and another any april are as asked at august because before behind between beyond both but by can
    citing close could currently december democrats despite did do does during each earlier eight elsewhere
    even eventually ever every february few fewer finally first five following for four friday from
    furthermore given had has have he he'd he's hence her here his how however i i'd i'll i'm i've if in
    indeed initially inside instead into is it it's its january july june just last later less let like many
    march may maybe meanwhile monday more moreover most my nearly never nevertheless next nine no not noting
    november now october of off often on once one only or originally other others otherwise our out outside
    over overall perhaps photo previously quite rather read recently republicans saturday saying second
    september seven several she she'd she's should since six so some sometimes speaking still such sunday ten
    that that's the their then there there's these they they're third this those though three through
    throughout thursday thus to today together tomorrow tonight too toward towards tuesday two under unless
    unlike until up usually very was we we're we've wednesday well were what what's when where which while who
    who's whose why with within without would yes yesterday yet you you're your
    """.split()
)
NATIONALITIES = frozenset(
    """
    afghan african albanian algerian american arab argentine argentinian asian australian austrian belgian
    brazilian british bulgarian canadian central chilean chinese colombian croatian cuban czech danish
    democrat democratic dutch eastern egyptian english european finnish french georgian german ghanaian gop
    greek hungarian indian indonesian iranian iraqi irish israeli italian jamaican japanese jordanian kenyan
    korean kurdish labour lebanese libyan malaysian mexican moroccan nigerian northern norwegian pakistani
    palestinian polish portuguese republican romanian russian saudi scottish serbian slovak somali southern
    spanish sudanese swedish swiss syrian taiwanese thai tory tunisian turkish ukrainian venezuelan vietnamese
    welsh western yemeni
    """.split()
)
GOVERNMENTS = frozenset(  # countries and capitals that speak as bodies
    """
    afghanistan albania algeria ankara argentina armenia athens australia austria azerbaijan baghdad bangladesh beijing
    belarus belgium berlin bogota bolivia brazil britain brussels bucharest budapest bulgaria cairo cambodia canada
    canberra chile china colombia copenhagen croatia cuba cyprus damascus delhi denmark dublin ecuador egypt england
    eritrea estonia ethiopia finland france germany ghana greece hanoi havana helsinki hungary iceland india indonesia
    iran iraq ireland islamabad israel italy jakarta japan jerusalem kabul kazakhstan kenya khartoum kiev kosovo kremlin
    kuwait kyiv laos latvia lebanon libya lisbon lithuania london luxembourg madrid malaysia malta manila mexico minsk
    moldova mongolia morocco moscow myanmar nairobi nato nepal netherlands nigeria norway oslo ottawa pakistan panama
    paraguay paris pentagon peru philippines poland portugal prague pyongyang qatar riyadh romania rome russia rwanda
    scotland senegal seoul serbia singapore slovakia slovenia somalia spain stockholm sudan sweden switzerland syria
    taipei taiwan tanzania tehran thailand tokyo tripoli tunisia turkey uganda ukraine unesco unicef uruguay uzbekistan
    venezuela vienna vietnam wales warsaw washington westminster whitehall yemen zambia zimbabwe
    """.split()
)
