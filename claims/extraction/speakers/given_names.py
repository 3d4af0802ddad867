"""First names of many countries, to tell people from bodies and "he" from "she"; a name in both lists tells neither."""

MALE = frozenset(
    """
    aaron abdul abdullah adam adel adolf adrian agustin ahmad ahmed ahmet akhil akira al alan alasdair
    alastair albert alberto aldo aldous alec alejandro alejo aleks aleksandr alex alexander alexandre alexei
    alexis alfonso alfred ali alistair allan allen alphonse alton alun alvaro alvin amadeo amadou ambrose amir
    amit ammar amos anand anatoly anders andor andre andrea andreas andrei andres andrew andrzej andy angelo
    angus anil anselm anthony antoine anton antonin antonio antonis antony anwar aram archer archie ardal ari
    ariel arjun arlo armand armando armin arne arno arnold arthur arturo arun arvid aryeh asa asher ashley
    ashok ashraf asif atticus attila aubrey augustus aurel austan avery avi axel aziz bakari balazs barack
    barney barrett barry bart bartholomew bashar bashir basil bastian beau bela beltran ben benedict benedikt
    benito benjamin benny benoit bernard bernardo bernie bertil bertram bertrand bill billy birger bjarne
    bjorn blaine blake blas blaz bo boaz bob boban bobby bogdan bojan boris borut boyd brad bradford bradley
    brady brandon brandt branko brayden brendan brendon bret brett brian brock brody bronson bruce bruno bryan
    bryce buddy burt byron byung cal caleb calvin cameron carey carl carlos carlton carmelo carroll carter
    casey caspar cecil cedric cesar chad chandler chang charles charley charlie chauncey chester chidi chike
    chinedu chip chris christian christopher chuck chuka chukwuma cian cillian cisco clarence clark claude
    claudio claus clay clayton clement cliff clifford clint clinton clive clyde cole colin colm colum conan
    conor conrad constantin cooper cordell corey cormac cornel cornelius cornell cortez cory cosimo cosmo
    craig crispin curt curtis cy cyril cyrus dafydd dag dainis dale dalibor dalton damian damien damir damon
    dan dana daniel danilo danny dante darius darko daron darrel darrell darren darrin darryl darwin daryl
    dave david davide davis davor dean declan deepak delbert demetrius deng denis deniz dennis denny denzel
    derek derry deshawn desmond devin dewey dexter diarmuid dick diego dieter dieudonne digby dilip dimitri
    dimitris dino dirk dmitri dmitry dmytro dominic dominick dominik dominique dominykas don donal donald dong
    donnie donovan dorian doug douglas dov dragan dragomir drew duane duncan dusan dusko dustin dwayne dwight
    dylan eamon eamonn earl earnest ed eddie edgar edgardo edison edmund edoardo eduard eduardo edvard edward
    edwin efrain egil einar eirik eitan elbert eldon eli elias elijah elliot elliott elmer elon elroy elton
    emanuel emanuele emeka emil emile emilio emir emmanuel emmett emre emyr enda endre enrico enrique ephraim
    erhan eric erich erick erik erling ernest ernesto ernie errol ervin erwin esa esko esteban ethan ettore
    eugene evan evander everett evgeni ewald ewan ezekiel ezra fabian fabio fabrizio fadi fahad fahd faisal
    faraz farhad farid farouk federico fedor felipe felix ferdinand ferenc fergus fernando ferran fethullah
    fidel fikret filippo finn fintan fionn florian floyd forrest fran francesco francis francisco franjo frank
    frankie franklin franz fraser fred freddie freddy frederic frederick fredo fredrik fritz fyodor gabriel
    gael galo gamal gareth garrett garry garth gary gaspar gaspard gaston gavin gavriel geert genaro gene
    gennady geo geoff geoffrey geoffroy george geraint gerald gerard gerardo gerd gerhard gerry gerwyn gethin
    giacomo gian giancarlo gianluca gianmarco gianni gideon gil gilad gilbert giles gino gintaras giorgi
    giorgio giovanni giuliano giuseppe glen glenn godfrey gonzalo gopal goran gordie gordon gorka graeme
    graham grant grayson greg gregor gregorio gregory greig grigory grzegorz gudmund guido guillaume guillem
    guillermo gunnar gunther gus gustav gustavo guy gwyn gyorgy gyula haakon habib haim hakan hal hallvard
    hamed hamid hamish hamza hank hannes hans harald hari harish harjit harlan harold harris harrison harry
    hartmut harun haruto harvey hasan hassan hasse hatem haydar heath hector heikki heiko heinrich helge
    helmut henk henning henri henrik henry herb herbert herman hernan hernando hideo hilary hilmar hiram hiro
    hiroshi hitoshi hjalmar homer horace horst hosni howard howie hoyt hrvoje hubert hugh hugo hugues humayun
    humberto hussein huw hyun iain ian ibra ibrahim ichiro idan idris ignacio igor ike iker ilan ilham ilija
    ilya imran imre ingmar inigo ioan ira irving irwin isaac isaias isak ishaan isidore isidoro iskander
    ismael ismail ismet issa istvan itzhak ivan ivar ivica ivo iwan jabari jacek jack jackie jackson jacob
    jacques jaime jair jake jakob jamaal jamal jamar james jamie jamil jan janek janis jannik janos jared jari
    jaroslav jaroslaw jarred jarrod jarvis jasem jason jasper javad javed javier jay jayson jean jeb jed
    jedediah jeff jeffery jeffrey jeffry jelani jelle jens jeremy jermaine jeroen jerome jerry jerzy jesse
    jessie jethro jim jimi jimmy jin jo joachim joao joaquim joaquin jody joe joel joey johan johann john
    johnny jokin jon jonah jonas jonathan jonny joost jordan jorg jorge joris jorma jose josef joseph josh
    joshua josiah josip jost jouni jovan jozef juan juha jules julian julius junaid juraj jure jurgen juri
    justin justus kaan kacper kadir kai kalle kalman kamal kamil kamran kareem karim karl karol karsten kasim
    kasimir kaspar kasper kaveh kazimierz kazuo keegan keenan keir keith kelly kelvin kemal kemi ken kenan
    kendrick kenji kenneth kent kenzo kerry kevin khaled khalid khizr kieran kim kip kiran kirk kjell klaas
    klaus kofi konrad konstantin kris krishna kristian kristjan kristof kristoffer krzysztof kuba kunal kurdo
    kurt kurtis kwabena kwame kwesi kyle kyriakos lachlan lajos lalit lamar lamberto lamine lance larry lars
    lasse laszlo laurence laurent lauri laurie lauro lawrence lazlo leander leandro lee leif leigh leland len
    lennart lenny leo leon leonard leonardo leonid leopold leopoldo les leslie lester leszek levan levent levi
    lewis lex liam lindsay lindsey linus lionel lionell lloyd lluc lluis llyr logan lon lonnie lorcan lorenzo
    lorne lothar lou louis lowell lubomir lubos luc luca lucas lucian luciano lucien ludek ludovic ludwig
    luigi luis luiz luka lukas lukasz luke luther lutz lyle lyndon lynn maarten maciej mack mads magnus mahdi
    maher mahmood mahmoud maksim maksym malachy malcolm malik malte mamadou manfred manny manohar manoj
    manolis manolo manuel marc marcel marcello marcin marco marcus marek marian marijan marinus mario marion
    marius mark markku marko markus marlin marlon maros marshall martin martti marty marvin mason massimo
    massoud matej mateo matevz mathias mathieu matias matija matt matteo matteus matthew matthias matti
    mattias maurice mauricio maurizio mauro maury max maxim maximilian maynard mehdi mehmet meirion mel
    melchior melvin merab merrick merv mesut mica micah michael michal michel mick mickey miguel mihai mihail
    mihails mika mikael mike mikel mikhail mikkel mikko milenko miles milorad milos milton mircea mirek mirko
    mirza misha mitch mitchell mitt mladen mo modibo mohamad mohamed mohammad mohammed mohamud mohsin monty
    mordechai morgan morris morten morton moses moshe mostafa moustafa muhammad mukesh munir muqtada murat
    murdo murray mustafa mustapha myron nabil nadav nadir naftali naim naji najib narendra naseer nasser nat
    nate nathan nathanael nathaniel naveed navin neal ned nedim neil nelson nenad nestor neville newt niall
    nicholas nicholaus nick nicky nico nicola nicolae nicolas niels nigel nihad nikita niko nikolai nikolaj
    nikolaos nikolas nikos nils nishant nitin noah noam noel nolan norbert norm norman norris obafemi octavian
    octavio odin ognjen oisin olaf olafur olav oleg oleksandr olev olgierd oliver olivier olli ollie olof olu
    oluwaseun omar omari omer omid onur oren orhan orjan orrin orville osama oscar oskar osman ossi ossian
    osvaldo otis oto otto owen oystein paavo pablo padraig panagiotis panos paolo parker parvez pascal pat
    patric patrick pau paul pauli paulius paulo pavel pavlos pawel peadar peder pedrag pedro peer pekka pelle
    penn percy perrin perry petar pete peter petr petri petro petros petteri phelan phil philip philipp
    philippe phillip piero pierre piers pietro pinchas piotr pranab pranav predrag prescott preston puran
    quentin quincy quinn rab radek radomir radovan radu rafael rafe raffaele rafiq raghuram ragnar raheem rahm
    rahul raimondas raimund rainer raj raja rajesh rajiv rajko rakesh ralf ralph ramesh ramin ramiro ramon
    ramzan ramzi rand randal randall randy raoul rashid rasmus rasul ratko raul ravi ray rayford raymond
    raymundo redmond reed reese refik reggie reginald reid reijo reince reinhard reinhold remi renato renaud
    rene renzo reuben rex reza rhodri rhys riaan ricardo riccardo rich richard rick ricky rikard riley rinaldo
    rishi risto roald rob robbie robby robert roberto robin robrecht rocco rod roddy roderick rodney rodolfo
    rodrigo roel roeland roger roland rolando rolf romain roman romeo ron ronald ronan ronnie ronny rory
    roscoe ross rowan rowland roy royce ruairi ruben rubin rudolf rudolph rudy rufus rui rune rupert rush russ
    russell rusty ryan saad saeed saif sajid sakari sal salah saleh salim salman salvador salvatore sam samir
    sampson samuel samuli sander sandor sandro sandy sanjay sanjiv sasha sasho satoshi satya saul sayed scot
    scott seamus sean sebastian selim semyon seosamh serge sergei sergey sergi sergio sergiu serhii serhiy
    servaas seth seymour shafiq shahid shahzad shane shankar shannon shaul shaun shawn shay shehu sheldon
    sherman shigeru shimon shinji shinzo shmuel sidney siegfried sigbjorn sigi sigmund sigurd sigurdur
    silvester silvio simen simeon simo simon simone sion slaven slavko slobodan sofian sohail solomon sonny
    soren sorin spencer spiros stacy staffan stan stanislav stanislaw stanley stavros stefan stefano stefanos
    stein stelios sten stephan stephane stephanus stephen sterling steve steven stewart stijn stipe stuart
    subhash sudhir suleiman sumit sunil suresh svatopluk svein sven svend sverre syed sylvain sylvester
    szabolcs szymon tad tadeusz tae taha tahir takashi tamas tamir tancred tancredi tapio tarek tariq tarun
    tauno tavi tawfiq taylor tayyip ted teddy teemu terence terje terrance terrell terrence terry tevin thabo
    thad thaddeus thanos theo theodor theodore theodoros thiago thierry thom thomas thorsten tiago tiberiu
    tibor tiernan tihomir tim timo timothy timur titus tobey tobias tobin toby todd todor tom tomas tomasz
    tomaz tomislav tommy toni tony toomas tor torben torbjorn tormod torsten tracy travis trayvon tre trent
    trevor tristan troy trygve tsvetan tucker tunde tuomas turner ty tyler tyrell tyrone ulf ulrich umar
    umberto umesh uwe vaclav vadim vaino val valdemar valdis valentin valentino valentyn valeriy valery vance
    vangelis vasil vasile vasily vassilis vaughn veikko velimir venkat vernon viacheslav vic victor vidal
    vidar viggo vijay vikas vikram viktor viktoras ville vimal vinay vince vincent vincenzo vinod viorel
    virgil vitali vitalijs vitor vivek vivian vjekoslav vlad vladimir vladislav vojtech volker volodymyr
    vyacheslav wade waldemar waleed walid wallace wally walt walter warren warwick wassim wayne wendell werner
    wes wesley wilber wilbur wilfred wilhelm will willard willem willi william willie willy wilson wim winston
    wojciech wolf wolfgang wolfram woodrow wouter wyatt xavier yaakov yair yan yannick yannik yannis yaroslav
    yasin yasser yaw yegor yevgeny yiannis yigal yitzchak yitzhak yohan yohannes yosef yoshi yousef youssef
    yuki yuri yuriy yusuf yuval yves zach zachariah zacharias zachary zack zafer zahid zaid zaki zane zbigniew
    zdenek zdravko zeeshan zeke zeljko zhen ziad zlatko zoltan zoran
    """.split()
)
FEMALE = frozenset(
    """
    abby abigail ada adela adele adina adriana adrienne adrijana afia agata agatha agnes agneta agnieszka
    agnieta agot aida ailbhe aileen aimee aina ainhoa aino aisha aisling aiste akosua alana alanna alba
    alejandra aleksandra alena alenka alessandra aleta alex alexa alexandra alexis alice alicia alida alienor
    alina alisha alison alix allison allyson alma almaz alondra alva alyssa amal amanda amara amaya amber
    amelia amelie amina amira amrita amy ana anabel anabela anabelle anahita ananya anastasia anastasiya andie
    andrea andreea andreja anelise aneta anezka anfisa angela angelica angelina angelique angharad angie anica
    anika aniko anita anja anjali anke ann anna annabel annalise anne anne-marie annegret anneke annelie
    anneliese annelise annemarie annette anni annie annika annukka antje antoinette antonia anya aoife
    arabella aranka ariana ariane ariel arja arlene arlette arminda arna arnella arwen ase asel ashlee ashley
    asma asta astri astrid asuncion athena aud audrey aurelia aurelie ava avani avery avril ayesha ayse azadeh
    azra babette bailey barb barbara barbora bea beata beathe beatrice beatriz becca becky begona begum
    belinda bella benedetta benedicte bente berenice berit bernadette bernice berta beryl bess bessie beth
    betsy bettina betty beulah beverly bianca biljana billie birgit birgitta birthe blake blanca blazenka
    blythe bobbie bodil boglarka bojana bonita bonnie branka branwen bree brenda briana brianna brid bridget
    bridie brigid brigitte britney britt britta brittany bronagh bronwyn brooke bruna bryony cait caitlin
    caitlyn calista cameron camila camilla camille candace candice caoimhe cara caren carey carin carina carla
    carlotta carly carmela carmen caro carol carole caroline carolyn carrie casey cass cassandra cassie
    catalina catarina catarine cate cateline catherine cathleen cathryn cathy catriona cecile cecilia cecilie
    celeste celia celine cerys chandra chanel charlene charlie charlotte charmaine chelsea cheri cherie cherry
    cheryl chiamaka chiara chinwe chloe chris christa christal christelle christiane christina christine
    christy christyn ciara cicely cindi cindy claire clara clarice clarissa claudette claudia claudie claudine
    clemency cleo clodagh clotilde coleen colleen concetta concha connie consuelo cora coralie cordelia
    coretta corina corinne corrine cosima cosmina courtney cristina crystal cyndi cynthia dagmar dagmara dagny
    daisy daiva dalia dalila damaris dana danica daniela daniella danielle danika danuta daphne darcy daria
    darija darlene dasha davina dawn dayna deanna deb debbie debora deborah debra dee deena deirdre delia
    delores delphine delyth demi dena denisa denise denisha dervla desiree desislava detta devika diana diane
    dianne dilek dina dinah dobrila dolly dolores dominika donna dora doreen doris dorit dorota dorothea
    dorothy dorte dottie dovile draga dragana dubravka dunja ebba ebele ebony edda edie edita edith edna
    edwina edyta effie efua eileen eilidh eimear eirini eirlys ekaterina ela elaina elaine elea eleanor
    eleanora elena elene eleni eleri elfriede eliana elif elin elina elisa elisabeth elisabetta elise elisha
    eliska eliza elizabeth elizaveta elke ella elle ellen ellie ellinor elma elodie eloise elsa elsie elspeth
    elvira elwira ema emi emilia emilie emily emine emma emmanuelle enid eniko erica erika erin erma erna
    ernestina ernestine erzsebet esme esmeralda esperanza estelle ester esther eszter etelka ethel etta
    eugenia eugenie eulalia eunice eva evangelia evdokia eve evelina evelyn evelyne evie evita ewa fabiola
    fadumo faith faiza fanny farah farida fatima fatma fatou fay faye felicia felicity felipa fenella feride
    fern fernanda fidelma filipa filomena fion fiona fionnuala fiorella flavia fleur flo flora florence
    florencia florentina fotini franca frances francesca francine frankie franziska frauke freda frederica
    frederique freja freya frida frieda friederike gabi gabriela gabriele gabriella gabrijela gail galina
    galit galya gayle gaynor gemma genevieve georgia georgina geraldine gerda gerlinde germaine gerri gertrud
    gertrude gesine ghazala gia gigi gilda gillian gina ginger ginny gioia giorgia giovanna gisela giselle
    gita gitte giulia gladys glenda glenys gloria golda goldie gordana gosia grace gracie graciela grainne
    grazia grazyna greer greet greetje greta gretchen gro guadalupe gudrun guinevere gunda gunilla guro gwen
    gwendolyn gwenllian gwyneth hadley haf hailey hala haley halima halina halldora halle hana hanan hanife
    hanka hanna hannah hanne harriet harriett hatice hattie haylee hayley hazel heather hedda hedvig hege
    heidi heidrun heike heini helen helena hella helle helvi henrietta henriette henrike hermine hermione hiba
    hilary hilda hilde hildegard hillary hjordis holly honor hope hortense hristina huda huma ida idil ieva
    ilana ilaria ildiko ileana ilene ilka ilma ilona ilse imani imelda imke imogen imogene ines inese inga
    inge ingeborg inger ingrid inka inkeri inna ioanna iona irena irene irina iris irja irma irmeli isabel
    isabella isabelle isaura isla isobel isolde iva ivana ivanka ivette ivona ivy izabela izaskun jacinda
    jackie jaclyn jacqueline jacquelyn jada jadranka jadwiga jagoda jamie jamila jan jana jane janelle janet
    janette janice janine janna jantje jarmila jasmin jasmine jasna jayda jayne jean jeanette jeanine jeanne
    jeannette jeannie jelena jemima jen jeni jenifer jenna jenni jennifer jenny jeri jerri jess jessica jessie
    jewel jill jillian jitka jo joan joana joann joanna joanne jocelyn jodi jodie jody joelle johanna johnnie
    jolana jolanta jolene jordan jordana jorunn josefa josefina joselyn josephine josie jovana joy joyce
    juanita judi judit judith judy jules julia juliana julie juliet juliette justine justyna jutta jytte kaia
    kaitlin kaitlyn kaja kalina kamala kamila kandace kara karen kari karin karina karla karolien karolina
    karoline kasia kata katalin katariina katarina katarzyna kate katerina kateryna katharine kathe katherine
    kathi kathie kathleen kathlyn kathrin kathrine kathryn kathy katia katica katie katinka katja katri
    katrina katya kay kaye kayla kaylee keeley keiko keira keisha kelley kellie kelly kellyanne kelsey kendra
    keri kerri kerry ketevan khadija kiera kiersten kiki kiley kim kimberley kimberly kinga kiran kirsten
    kirsti kirstie kirsty klara klaudia klavdia kornelia kris krista kristen kristi kristin kristina kristine
    kristy krisztina krystal ksenia kunigunde kylie kyra lada lael laila laima lakeisha lakshmi lana lani lara
    larisa lashonda latanya latasha latoya laura laureen laurel lauren lauretta laurie lauryn lavinia lea leah
    leanne leda lee leela leena leigh leila lela lena lene leni lenka lenore leona leonie leonora leontine
    leora leslie leticia letitia letizia lexi lia lian libby lidia lidija lidiya lieke liesbeth liesl lilia
    lilian liliana lilijana lilith lillian lilly lily lina linda lindsay lindsey lindy linnea lisa lisbeth
    lise lissa liv livia liz liza lizzie ljiljana ljubica llinos lois lola lolita loni lora loreen lorena
    loretta lori lorna lorraine lotta lotte lottie louella louisa louise louisette loulou lourdes luana lucia
    luciana lucie lucija lucille lucinda lucretia lucy ludmila ludovica luisa lujza lupe luz lydia lyla lyn
    lynda lynette lynn lynne lyudmila lyudmyla maarit maartje mabel mackenzie macy maddalena maddie madeleine
    madeline madison mae mafalda magali magda magdalena magdolna maggie mahnaz maia maike maiken maire mairead
    maisie maja majken malala malgorzata malia malin mallory malou malwina manal mandy manon manuela manuelle
    mara marcela marcella marcia marcy maren margaret margarida margarita margaux margherita margit margo
    margot margret margreth marguerite mari maria mariah mariam marian mariana marianna marianne maribel
    maribeth marica maricela marie marieke mariel mariela marielle marietta marija marijana marika marike
    mariko marilou marilyn marina marion marisa marisol marissa marit marita marjan marjolein marjorie marjut
    marketa marla marleen marlena marlene marnie marsha marta martha martina martine mary maryam maryann
    maryanne maryellen maryna marzena masako masha matea mathilda mathilde matilda mattie maud maude maura
    maureen mavis maxine may maya mayra mckenzie mechthild meena meera meg megan meghan megyn mehwish mei
    meike mel melania melanie melanne melba melike melinda melissa mercedes meredith merete meri merja merle
    meta mette mia michaela michal michele michelle michiko mieke mika mikaela milada milagros mildred milena
    milica milla millicent millie mimi mina mindy minerva minna minnie mira miranda mireia mireille mirela
    mirella miriam miriana mirjam mirjana moira mojca mollie molly mona monica monika monique monserrat morag
    morgan morwenna muireann muna muriel myfanwy myra myriam myrna nada nadezhda nadia nadine nadja naima nan
    nanci nancy nanette naomi narges nargis natacha natali natalia natalie nataliya natasa natasha natasja
    nathalie nava neera neha nela nele nell nellie nena nerea nerys nettie neva nevaeh nevena ngozi nia niamh
    nicky nicola nicole nicoleta nicolette nicolle nigella niina nikki nila nilgun nilofar nina ninette noelle
    noemi nola nomi noortje nora noreen norma nuala octavia odette odile ofelia ogechi oihana oksana olena
    olga olimpia olive olivia olympia oona oonagh opal ophelia oprah oriana oriane orla orlaith orsolya
    ottilie padma paige paivi paloma pam pamela panagiota paola parisa parker parvati pat patience patricia
    patsy patti patty paula paulette pauline pavla pavlina payal pearl peg peggy penelope penny pernilla
    pernille perpetua perrine petra petrine petronella petronila philippa philippine philomena phoebe phyllis
    pia piia pilar pippa pirjo pirkko polly polona pooja poppy portia priti priya prudence prudencia puja
    queenie quinn rachael rachel radmila rae ragna ragnhild raisa raluca ramona ramune rania raquel rasa rasha
    rashida reba rebecca rebekah reem reese reetta regina reidun reina rena renata renate renee renuka rhea
    rhian rhiannon rhoda rhonda ria ricki riikka riitta rika riley rita ritva riva robbie roberta robin robyn
    rochelle roisin romana romy rona ronda roos rory rosa rosalba rosaleen rosalia rosalie rosalind rosalinda
    rosalyn rosamond rosamund rosanna rosanne rosario rosaura rose roseann roseanne rosemary rosetta rosette
    rosie rosina rowan roxana roxanne ruby rukmini rut ruta ruth ruthie ruxandra ruzica saara sabela sabina
    sabine sabrina sade sadie saffron saila saima sakshi sally salma sam samantha samara samira sandra sandy
    sangeeta sanja sanna saoirse sapna sara sarah sarai sari sarolta sasha saskia satu scarlett seema selena
    selin selina selma senja seren serena severine shabana shaheen shakira shana shanice shanna shannon
    shanthi shari sharlene sharon sharona sharyn shauna shawna sheena sheila shelby shelley shelly sherri
    sherry sheryl shira shirin shirley shonda shoshana shreya sian sibel sidney sieglinde sienna signe signy
    sigrid sigrun silje silke silvana silvia silvie silvija simona simone sinead siobhan siri sissel sita
    sladjana slavica sloane snezana sofia sofie solange soledad solveig solvi sonal sondra sonia sonja sonya
    sophia sophie soraya sorcha stacey stacy stefanie stefanija stela stella stephanie stephany stina stine
    sue sumaya sunita sunniva susan susana susanna susanne sushma susie suzan suzana suzanne suzette suzy svea
    svetlana swati sybil sybrina sylvia sylvie sylwia synnove szilvia tabitha tahira taina talia tamar tamara
    tami tamika tammi tammie tammy tamsin tania tanisha tanja tanvi tanya tara tasha tatiana tatjana tatyana
    taylor teodora teresa tereza teri terri terry tess tessa thandi thea thelma theodora theresa therese thora
    tiana tiffany tijana tilda tilly timea tina tinatin tjasa toni tonia tonya tora tori toril torunn tova
    tove tracey tracie tracy tricia triin trijntje trina trine trish trisha trudie trudy tuija tulsi twyla
    tyra ulrike uma una unni ursa ursel ursula urszula usha vaishali val valentina valeria valerie vanda
    vandana vanessa vanja varvara vasiliki velma vendula vera verena veronica veronika vesna vibeke vicki
    vicky victoria vida vikki viktoria viktorija vilde vilma viola violet violeta virginia virginie vita
    viveca vivian vivien vivienne vlasta wanda wanjiru wenche wendi wendy whitney wilhelmina willa wilma
    winifred winnie xenia xiomara yael yana yara yasemin yasmin yasmine yelena yesenia yevgenia ylva yoko
    yolanda yoon yrsa ysolde yuki yuko yulia yuliya yumi yvette yvonne zadie zahra zainab zala zanele zara
    zarina zdenka zdravka zelda zeljka zeynep zineb zita zlata zoe zofia zola zora zorica zoya zsofia zsuzsa
    zsuzsanna zuzana zuzanna
    """.split()
)
GIVEN = MALE | FEMALE
