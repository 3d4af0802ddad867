"""Word lists for telling who is who. Short on purpose: each entry earns its place in many newsrooms' copy."""

MALE = frozenset(
    """
    aaron abdul abdullah adam ahmad ahmed alan albert alberto alejandro alex alexander alfred ali allan
    allen amir anders andre andrea andrei andrew andy anil anthony antonio antony ari arjun arthur ashraf
    asif barack barry bashar ben benjamin benny bernard bernie bill billy björn bob bobby boris brad
    bradley brandon brendan brett brian bruce bryan carl carlos charles charlie chris christian
    christopher chuck clarence clark claude colin corey craig curtis cyril dan daniel danny darren dave
    david dean dennis derek dick diego dmitri dmitry don donald doug douglas duncan dwight dylan ed eddie
    edgar eduardo edward edwin eli elias elijah emmanuel eric erik ernest ethan eugene evan ewan felix
    fernando francis francisco frank franz fred frederick gabriel gareth gary geoff geoffrey george gerald
    gerard gerhard giovanni giuseppe glenn gordon graham greg gregory guy hamid hans harold harry hassan
    hector henri henry herbert herman hiroshi howard hugh hugo ian ibrahim igor isaac ivan jack jacob
    jacques jake james jamie jan jared jason javier jay jean jeff jeffrey jens jeremy jerome jerry jesse
    jim jimmy joao joe joel johan johann john johnny jon jonathan jordan jorge jose joseph josh joshua
    juan julian justin karim karl keith ken kenji kenneth kevin khalid klaus kurt kyle lance larry lars
    laurence lawrence lee leo leon leonard liam lloyd louis luca lucas luigi luis luke mahmoud manuel marc
    marcel marco marcus marek mario mark markus martin marty mathieu matt matthew maurice max michael
    michel miguel mike mikhail mitch mitt mohamed mohammad mohammed muhammad mustafa nathan nathaniel neil
    newt nicholas nick nicolas nigel noah noel norman oleg oliver omar osama oscar otto owen pablo patrick
    paul pavel pawel pedro pete peter phil philip philippe pierre piotr quentin rafael rahul rajesh ralph
    ramon randy raul ray raymond reince reza ricardo richard rick rob robby robert roberto robin rodney
    roger roland roman ron ronald rory ross roy rudy rupert rush russell ryan salman sam samuel sanjay
    scott sean sebastian sergei sergio seth shane shaun sidney simon stanley stefan sten stephen steve
    steven stuart sven takashi tariq ted terence terry theodore thomas tim timothy tobias todd tom tomas
    tomasz tommy tony travis trevor tyler umar vernon victor vijay viktor vincent vladimir volodymyr
    wallace walter warren wayne werner wesley will william wolfgang xavier yasser yuri yusuf zach zachary
    """.split()
)
FEMALE = frozenset(
    """
    abigail adriana agnes agnieszka aisha alexandra alexis alice alicia alison allison amanda amber amelia
    amina amy ana anastasia angela angelina anita anjali ann anna anne annette annie antonia anya ashley
    astrid audrey barbara beatrice becky belinda bernadette beth betty beverly bonnie brenda bridget
    brigitte camilla candice carla carmen carol caroline carolyn catherine cathy cecilia charlotte cheryl
    chloe christina christine cindy claire clara claudia colleen connie cristina cynthia daisy dana
    danielle debbie deborah debra denise diana diane dolores donna doris dorothy ebony edith eileen elaine
    eleanor elena elisabeth elise elizabeth ellen emily emma erica erin esther eva evelyn ewa faith fatima
    felicity fiona florence frances francesca gabriela gail georgina geraldine gillian gina gloria grace
    greta gwen hannah harriet heather heidi helen helena hillary holly ida ingrid irene iris isabel
    isabella ivana ivanka jacqueline jane janet janice jasmine jean jen jenna jennifer jenny jessica jill
    jo joan joanna joanne jocelyn josephine joy joyce judith judy julia juliana julie kamala karen karin
    kate katherine kathleen kathryn kathy katie kay kelly kim kimberly kirsten kristen kristina kylie lara
    laura lauren leah leila leslie lily linda lisa liz liza lois loretta lorraine louise lucia lucy lydia
    lynn madeleine maggie margaret maria marian marie marilyn marina marion marjorie marta martha mary
    maureen megan meghan melania melanie melissa mercedes mia michelle miranda miriam moira molly monica
    nadia nancy naomi natalia natalie natasha nicola nicole nina nora norma olga olivia pamela patricia
    paula pauline penelope penny phyllis priti priya rachel rebecca renee rhonda rita roberta rosa rose
    rosemary rosie roxanne ruth sally samantha sandra sara sarah sharon sheila shirley siobhan sofia sonia
    sophia sophie stacey stella stephanie sue sunita susan susanna suzanne sylvia tamara tara teresa
    theresa tina tracy ursula valerie vanessa vera veronica victoria virginia vivian wendy yasmin yolanda
    yuki yvonne zainab zoe
    """.split()
)
GIVEN = MALE | FEMALE
HONORIFICS = frozenset(
    """
    activist actor actress adm admiral adviser advisor aide alderman ambassador analyst archbishop
    attorney attorneys author ayatollah baron baroness billionaire biologist bishop businessman
    businesswoman candidate capt captain cardinal chair chairman chairwoman chancellor chief cmdr coach
    col colonel columnist commander commissioner congressman congresswoman constable corporal
    correspondent councillor councilman councilwoman count cpl critic dame dc defence defendant defender
    defense del deputy detective diplomat director dr economist editor education emperor envoy
    ex-president executive expert farmer finance foreign former forward founder gen general goalkeeper gov
    governor health historian hon host imam inspector interior journalist judge justice king lady lawmaker
    lawyer leader legislator lieutenant lord lt maj major manager mayor midfielder minister miss moderator
    mr mrs ms mx neighbor neighbour nominee officer owner partner pc physicist pollster pope premier
    president president-elect prime prince princess prof professor prosecutor queen rabbi rep reporter
    representative researcher resident retired rev reverend rocker scholar scientist secretary sen senator
    senators sergeant sgt sheikh sheriff singer sir speaker spokesman spokesperson spokeswoman strategist
    striker student sultan superintendent surgeon teacher then-president vice witness writer
    """.split()
)
MALE_TITLES = frozenset(
    """
    actor baron businessman chairman congressman councilman emperor father imam king lord mr pope prince
    rev sir spokesman sultan
    """.split()
)
FEMALE_TITLES = frozenset(
    """
    actress baroness businesswoman chairwoman congresswoman councilwoman dame lady miss mrs ms princess
    queen spokeswoman
    """.split()
)
ORGANISATION = frozenset(
    """
    administration agency airlines airways alliance army assembly association authority bank bar board
    brewery broadcaster bureau cabinet campaign center centre chamber channel charity church club
    coalition college commission committee company congress corp corporation council court daily
    department directorate embassy energy exchange federation firm force forces foundation fund gas
    gazette government group guard guardian herald holdings hospital house inc industries institute
    institution insurer international journal junta league lender lines logistics ltd magazine mail
    manufacturer military militia ministry monarchy monitor motors nations navy network news newspaper
    observatory office oil ombudsman operator organisation organization outlet palace panel paper
    parliament partners party pharmaceuticals police post press provider publisher radio rail railways
    regime regulator report retailer school secretariat senate service services shipping society squad
    state station supplier systems team technologies television times tribunal tribune trust tv union
    university watch watchdog water website weekly
    """.split()
)
DOCUMENT = frozenset(
    """
    accord ad ads affidavit agreement analysis article articles assessment audit bill book books brief
    census column complaint constitution data deal document documents e-mail e-mails editorial email
    emails figures filing filings indictment law laws lawsuit letter letters literature memo memos motion
    order page pages paper papers petition plan plans poll polls post posts proposal record records report
    reports research resolution review rules ruling scripture site statement statements statistics studies
    study submission survey surveys transcript transcripts treaty tweet tweets video videos warrant
    website
    """.split()
)
PERSON_NOUNS = frozenset(
    """
    activist adviser advisor aide analyst attorney aunt author boy brother businessman businesswoman
    campaigner candidate captain chairman chairwoman chief coach commander critic dad daughter detective
    diplomat director doctor driver economist editor employee executive expert farmer father friend
    general girl governor grandfather grandmother historian husband insider inspector journalist judge
    lawmaker lawyer leader man manager mayor minister mom mother mum neighbor neighbour nominee nurse
    officer official operative organiser organizer owner passenger pensioner person pilot player
    politician president professor prosecutor relative reporter researcher resident scientist senator
    sister soldier somebody someone son source spokesman spokesperson spokeswoman staffer strategist
    student superintendent survivor teacher uncle veteran victim voter widow wife witness woman worker
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
    affairs agriculture attorney commerce culture defence defense economy education energy environment
    finance foreign health home homeland housing intelligence interior justice labor labour majority
    minority opposition security sport state trade transport transportation treasury urban veterans
    """.split()
)
NOT_NAMES = frozenset(
    """
    the a an he she it they we you i this that these those there here his her its their our my your and
    but or so yet in on at by for from with after before as if when while since because although though
    however some many most all no not one two three four five six seven eight nine ten what who why how
    where which whose asked meanwhile earlier later now then also both each under over about during
    between among according despite unlike like until unless once even only just still perhaps maybe yes
    well indeed instead nearly almost several other others another such more less few fewer every any to
    of up out off into monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december mr mrs ms dr sen rep gov additionally
    furthermore moreover nevertheless finally first second third last next photo read republican
    democratic democrat republicans democrats americans
    """.split()
)
NATIONALITIES = frozenset(
    """
    afghan african albanian algerian american arab argentine argentinian asian australian austrian belgian
    brazilian british bulgarian canadian chilean chinese colombian croatian cuban czech danish democratic
    dutch eastern egyptian english european finnish french georgian german ghanaian greek hungarian indian
    indonesian iranian iraqi irish israeli italian jamaican japanese jordanian kenyan korean kurdish
    lebanese libyan malaysian mexican moroccan nigerian northern norwegian pakistani palestinian polish
    portuguese republican romanian russian saudi scottish serbian slovak somali southern spanish sudanese
    swedish swiss syrian taiwanese thai tunisian turkish ukrainian venezuelan vietnamese welsh western
    yemeni
    """.split()
)
