"""The vocabulary of the accusation rule. Verbs stand for all their forms (inflect.py), commas part phrases."""

from claims.extraction.risks.inflect import forms, phrases

# Verbs that charge somebody, whoever says so and whatever follows.
CHARGING = forms(
    """
    accuse allege blame convict indict incriminate impeach prosecute condemn denounce castigate lambast vilify sue
    implicate impugn slam* excoriate berate decry upbraid
    """
) | frozenset(
    """
    alleged allegedly allegation allegations accusation accusations accuser accusers guilty culprit culprits
    complicit
    """.split()
)
# What is wrong to do.
WRONGS = forms(
    """
    mislead/misled deceive cheat defraud swindle embezzle launder bribe extort blackmail steal/stole/stolen loot
    plunder misappropriate siphon pilfer fleece overcharge overbill overload underpay shortchange abuse assault
    molest rape grope harass bully stalk torture mistreat maltreat neglect exploit enslave lynch murder massacre
    execute slaughter behead discriminate intimidate threaten menace coerce terrorise terrorize persecute oppress
    victimise victimize demonise violate breach flout contravene infringe disobey tamper rig* manipulate falsify
    fabricate forge fake plagiarise plagiarize sabotage vandalise vandalize hack spy conceal suppress
    withhold/withheld whitewash stonewall collude conspire connive meddle interfere undermine betray backstab* smear
    slander libel* defame abandon shred* shell starve evict underfund whip* flog* hound silence purge jail oust
    usurp skip* swipe mismanage misuse misspend/misspent squander endanger jeopardise jeopardize imperil poison
    pollute contaminate dump obstruct perjure pervert evade dodge shirk smuggle profiteer racketeer gouge hoard incite
    impersonate trespass burgle shoplift pickpocket mug* poach scam* hoodwink dupe exaggerate inflate beat/beaten
    punch kick stab* shoot/shot strangle ambush kidnap* abduct destroy desecrate divert skim* scapegoat gag* muzzle
    botch bungle mishandle ignore disregard tolerate condone enable excuse ransack firebomb censor distort backdate
    misreport misstate misrepresent overstate understate massage fudge counterfeit snoop phish eavesdrop redact bilk
    adulterate mislabel relabel ostracise humiliate belittle degrade demean ridicule blacklist browbeat pummel
    throttle waterboard fob* stiff
    slap* shove choke raze cage padlock haze overcrowd overwork overrule override bulldoze
    """
) | frozenset(
    """
    abuser abusers abuses abusive aggression aggressor aggressors antisemitic antisemitism arming ashamed assaults
    atrocities atrocity attacked attacking avoidable backhander backhanders barbaric barbarity bigot bigotry
    bigots bogus botched bribery bribes brutal brutality brutally bugged bullying callous careless carelessness
    cheats collusion collusive complicity conned conspiracy corrupt corruption corruptly cosy covering coverup
    criminal criminally criminals cronies cronyism crook crooked crooks cruel cruelty cynical cynically deceit
    deceitful deception defective deliberately dereliction despot dictator discredited discrimination
    discriminatory disgrace disgraceful dishonest dishonestly dishonesty dishonoured disinformation doctored dodgy
    doped doper doping drunk duped embezzlement espionage exploitative extortion extremist extremists fakes false
    falsehood falsehoods falsely faulty favoritism favouritism fictitious fiddled fraud fraudster fraudulent
    fraudulently genocidal genocide graft greed greedy greenwashing groomed grooming harassment heartless hid
    hidden hiding homophobic hypocrisy hypocrite hypocrites hypocritical illegal illegally illicit illicitly
    immoral improper improperly impropriety incompetence incompetent indefensible inept ineptitude inexcusable
    insider intentionally invaded invading invented islamophobic kickback kickbacks killer killers knowingly
    bung bungs charade chicanery complacency complacent cowardice cowardly duplicity hoax payoff payoffs racket
    racketeering shoddy slapdash slipshod skulduggery substandard subterfuge sweetener sweeteners venal vindictive
    lax
    lawbreaking lawless leaked liar liars lied looters looting malfeasance malpractice manslaughter misconduct
    misinformation misogynist misogyny missold murderer murderers negligence negligent negligently nepotism nicked
    outrageous overloaded paedophile pedophile perjury perpetrator perpetrators pillaged pillaging plagiarism plot
    plotted plotting pocketed pocketing predator predatory preventable propaganda provocation quietly racism
    racist racists rapist rapists reckless recklessly recklessness rigged robbed robbing rogue rotten rounded
    sabotage savagery scam scams scandal scandalous secretly sexism sexist sham shame shameful shameless
    shamelessly siphoned slavery sleaze slush smuggler smugglers spiked spilled spilt staged staging steroids
    swindler systematically terrorism terrorist terrorists theft thefts thief thieves torched torturers trafficked
    trafficker traffickers traitor traitors treason tricked twisted tyranny tyrant unauthorised unauthorized
    undeclared underhand understaffed unethical unfair unfit unforgivable unjust unlawful unlawfully unlicensed
    unqualified unsafe unscrupulous untrained untrue untruthful vandalism wasted wiped wrongdoing wrongful wrongfully
    wrongly xenophobic
    """.split()
)
# Said of somebody, these reproach or charge, though no word alone does.
REPROACHES = phrases(
    """
    above the law, abuse of office, abuse of power, abused her, abused her position, abused his, abused his position
    abused its, accepted cash, accepted gifts, accepted money, acted too late, after drinking, against the law
    against the rules, altered the, an insult to, an outrage, appalling, are behind, are investigating, are lying
    are responsible, armed the rebels, arming the, arrested for, arrested in connection, arrested on, arrested over
    ashamed of themselves, asked her to lie, asked him to lie, asked me to lie, asleep at, asleep at the wheel
    asleep on the job, asset stripping, at fault, at our expense, at public expense, at the behest of
    at the expense of, at the taxpayer's expense, attacked by, attempted to, back room deal, backing the coup
    backroom deal, ballot stuffing, banned for, be in jail, be in prison, beaten until, because of her
    because of him, because of them, because of you, been allowed to, been texting, been warned, behind a series
    behind bars, behind closed doors, behind my back, behind our backs, behind previous, behind the attack
    behind the attacks, behind the blast, behind the bombing, behind the killing, behind the killings
    behind the leak, behind the murder, behind the plot, behind the strike, behind the strikes, behind the theft
    behind their backs, being investigated, belong in prison, belongs in prison, bending the rules, bent the rules
    betrayal of trust, billed for, billing for, bled dry, blind eye, blocked exits, blocked the door
    blocked the exit, blood money, blood on her, blood on his, blood on its, blood on their, bolted the
    bought and paid for, breach of, breach of trust, break into, break the law, breaking any rule, breaking into
    breaking the ceasefire, breaking the law, breaking the rules, breaks the law, breaks the rules, broke a promise
    broke an embargo, broke her word, broke his word, broke into, broke its own, broke its promise, broke promises
    broke the ceasefire, broke the law, broke the rules, broke the treaty, broke the truce, broke their own
    broke their promise, broken its promise, broken promises, broken system, broken the ceasefire, broken the law
    broken the rules, broken the truce, broken their promise, brought to justice, brown envelope, brown envelopes
    brushed aside, brushed off, buried the, buried the report, burned down, burnt down, burying the, came too late
    carried out the attack, carried out the attacks, cashed in, cashing in on, caused the crash, caused the death
    caused the deaths, caused the fire, changed her story, changed his story, changed the records, charge of
    charged over, charged the city for, charged the taxpayer, charged with, charges of, charging the taxpayer
    child labor, child labour, chose money, chose profit, closed ranks, committed a crime, committed crimes
    conflict of interest, conflicts of interest, conned, convicted of, cooked the books, cooking the books
    corners were, cost jobs, cost lives, could have been avoided, could have been prevented, count of, counts of
    cover up, covered up, covering up, covers up, crack down on, crackdown on, cracked down, crime against
    crime against humanity, crimes against, criminal neglect, cut corners, cut off from, cuts corners
    cutting corners, deaf ears, defied the, defying the, delayed repairs, deleted emails, deleted the, did not care
    did not exist, did not tell the truth, did nothing, didn't care, dirty tricks, disabled the, dismissed for
    dismissed her complaint, dismissed his complaint, dismissed the warnings, dismissed warnings, disqualified for
    do not care, does not care, does nothing, doesn't care, doing nothing, don't care, done nothing, double books
    double standards, dragged his feet, dragged its feet, dragged their feet, dragging its feet, dragging their feet
    drink driving, driven out of, driving at, drove at, drove into, drunk driving, enriched herself
    enriched himself, enriched themselves, envelopes of cash, ethnic cleansing, excessive force, face charges
    face justice, faces charges, facing charges, fail to, failed her, failed his, failed our, failed the
    failed them, failed to, failed us, failing to, failings, fails to, failure to, failures, fake accounts
    faked the, far from the truth, favors for, favours for, feathered, fell asleep, fiddled, fiddling the, fined for
    fired at, fired for, fired into, fired on, firing at, firing on, fixed the match, forced her, forced him to
    forced himself, forced labor, forced labour, forced me, forced them to, forced us, found guilty, frittered
    funding the, gave injections, gave the order, get away with, getting away with, ghost employees, ghost workers
    glossed over, gone behind, got away with, gravy train, had been drinking, had been told, had known, had warnings
    hand in the till, hand over fist, hand picked, has questions to answer, hate crime, hate speech, have known
    he knew, headbutted, held accountable, held responsible, held to account, helped herself to, helped himself to
    helped themselves to, her fault, her lies, his fault, his lies, hit and run, human shields, hush money
    hushed up, ignored warnings, imprisoned for, impunity, in breach of, in defiance of, in exchange for
    in return for, in secret, in the pay of, in the pocket of, in violation of, incited, inflamed, injected her
    injected him, inquiry into, insider trading, investigation into, involved in the attack, is behind
    is investigating, is lying, is responsible, its fault, jail critics, jail his critics, jailed for, jailed over
    jobs for the boys, jumped a red light, kangaroo court, kept from, kept it secret, kept postponing, kept quiet
    kept secret, kept silent, killed by, knew about, knew better, knew he, knew of, knew she, knew that, knew they
    knowingly, land grab, law unto, led the attack, left to die, left to rot, left unattended, left unlocked
    less than honest, less than human, let down, let them down, let us down, letting down, lie about, lie to
    lies about, lies to, like animals, like criminals, lined her pockets, lined his pockets, lined their pockets
    lining his pockets, lining their pockets, lives at risk, locked doors, locked in, looked after themselves
    looked away, looked the other way, looking the other way, lured, lying about, lying to, made a fortune
    made off with, making money out of, match fixing, money laundering, must resign, national disgrace
    need not have died, neglected to, never delivered, never existed, never ran, no accident, no action
    no one acted, no one answered, no one came, no one checked, no one listened, no one told, no show jobs
    nobody acted, nobody answered, nobody listened, not been honest, not honest, not telling, not telling the truth
    not true, nothing happened, nothing was done, of lies, of lying, off the books, on orders from, on the fiddle
    on the orders of, on the payroll of, opened fire on, ordered the attack, ordered the killing, over the limit
    own fault, pack of lies, padlocked, paid bribes, paid herself, paid himself, paid no tax, paid themselves
    papered over, part in the attack, part in the bombing, part in the killing, passed off as, pay no tax
    paying bribes, planted a, planted evidence, planted the, played down, playing down, playing games
    playing politics, pleaded guilty, pleads guilty, plied with, posed as, posing as, postponed repairs, power grab
    preyed on, preying on, price fixing, price gouging, profited from, profiting from, protect its own
    protect their own, public money on, pushed back, put children at risk, put his hand, put his hands
    put lives at risk, put off repairs, put passengers at risk, put patients at risk, put people at risk
    racial abuse, racially abused, raided the pension, rammed, ran a red light, ran down, ran off with, ran over
    refused to, refuses to, refusing to, repeated warnings, repeatedly postponed, responsibility for the attack
    responsibility for the deaths, responsible for her, responsible for his, responsible for killing
    responsible for the, responsible for their, rip off, ripped off, ripped up, ripping off, robbed of, robbed us
    rode roughshod, rubber bullets on, rubber stamp, rubber stamped, run into the ground, run off with
    running off with, sacked for, sanctions busting, sat on her, sat on his, sat on it, sat on the, sat on their
    secretly, selling out, sentenced for, sentenced to, set fire to, set light to, set on fire, she knew
    shell companies, shell company, shot at, shot dead, should be ashamed, should have known, should resign
    show trial, shrugged off, signed it off, silence critics, silence his, silenced the alarm, slow to act
    slow to respond, smear campaign, snouts in, sold out, spat at, spat on, spending it on, spent it on
    spent the money on, spread lies, spread rumors, spread rumours, spreading lies, spreading rumors
    spreading rumours, stabbed in the back, starved of, starves its, starving its, stayed silent, stirred up
    stirring up, stitch up, stitched up, stoked, stoking, stole from, stolen from, stood by, stood by while
    stopped looking, struck off, struck off for, stuffed ballot, suspected of, suspended for, suspicion of
    sweatshop, sweetheart deal, sweetheart deals, swept under, switched off the alarm, take no notice
    taken advantage, taken bribes, taken no action, taking advantage, taking bribes, tax dodge, tax dodging
    tax evasion, tax haven, taxpayers' money, telling lies, texting while, their fault, their lies, they knew
    threw the fight, threw the match, through the back door, throw the match, tissue of lies, to blame, told lies
    told me to lie, told to lie, told us to lie, too fast, too little, too slow to, took a dive, took advantage
    took bribes, took cash, took kickbacks, took money, took no action, tore up, treated like, treated us like
    treating us like, tried to bribe, tried to cover, tried to hide, tried to silence, trying to bribe
    trying to hide, trying to silence, turned a blind eye, turned off the alarm, turned them away, turned us away
    turning a blind eye, turning people away, turns a blind eye, under investigation, under the influence
    under the table, underpaid, undue force, used chemical, used her position, used his position, violation of
    violations of, vote buying, vote rigging, voted himself, voted themselves, walked away from, walked off with
    wanted for, wanted over, war crime, war crimes, warnings were, was alerted, was allowed to, was aware
    was behind, was investigated, was killed by, was lying, was responsible, was texting, was told about
    was told in, was told that, was warned, waste of money, wasted money, watered down, waved it through
    waved through, web of lies, well aware, went behind, were alerted, were allowed to, were aware, were behind
    were lying, were responsible, were told about, were told in, were told that, were warned, whipped up
    whipping up, witch hunt, with lives, with people's lives, work of fiction, would still be alive, you knew
    your fault, your lies
    """
)
BLAMELESS = phrases(  # the same words, charging nobody
    """
    the forge, forge ahead, forge links, forged links, shoot a film, shot a film, lied down
    a kick, a shame that, a shot went, abuse charity, abuse survivors, anti corruption, anti doping, anti racism
    anti terrorism, apportion blame, asthma attack, attack minded, attack on goal, attacking football
    attacking midfielder, attacking play, attacking players, beat the drum, beaten by the, beaten finalist
    beaten in straight, beaten in the, bomb disposal, bomb squad, brutal heat, brutal winter, brutally cold
    brutally hard, brutally honest, building plot, cause of death, count of, counter attack, counter terror
    counter terrorism, cover costs, cover the cost, cover up to, cover version, crime agency, crime drama
    crime fiction, crime figures, crime novel, crime novels, crime prevention, crime rate, crime rates, crime scene
    crime scenes, crime statistics, crime survey, crime unit, crime writer, criminal appeals, criminal code
    criminal court, criminal defence, criminal defense, criminal division, criminal investigation, criminal justice
    criminal law, criminal lawyer, criminal record, criminal records, cruel luck, cruel sea, cruel wind
    destroyed by a storm, destroyed by fire, destroyed by flood, destroyed by the fire, destroyed in the
    diving board, diving club, domestic violence charity, doping agency, doping test, drunk on power
    drunk on success, failed to agree
    failed to beat, failed to convert, failed to find the net, failed to make it, failed to make the
    failed to materialise, failed to materialize, failed to qualify, failed to reach, failed to reply
    failed to score, failed to sell, failed to start, failed to win, false alarm, false alarms, false positive
    false positives, false start, false starts, false teeth, fault line, fault lines, first shot, fraud office
    fraud prevention, fraud squad, fraud unit, free kick, free kicks, goal kick, harassment policy, heart attack
    heart attacks, her shot, hidden away, hidden beneath, hidden gem, hidden gems, hidden under the, hidden valley
    his shot, in attack, in exchange for a, in hiding, in return for a, insider knowledge
    investigation into the cause, investigation into the crash, investigation into the fire, it is a shame
    it's a shame, kept secret recipe, kick off, kick start, kicked off, long shot, no crime
    no evidence of wrongdoing, no fault, no sign of foul, no sign of pollution, organised crime, organized crime
    own fault line, panic attack, panic attacks, penalty kick, penalty shot, plot of land, plot twist, plots of land
    polluted soil, pollution control, pollution levels, pollution monitoring, racism education, record was beaten
    refused to be drawn, refused to comment, refused to rule out, refused to say, refuses to be, ring fenced
    robbed of a penalty, scuba diving, secret ballot, secret recipe, shame about, shoot out, shooting stars, shot of
    shot on, shot over, shot putter, shot saved, shot wide, shots at goal, shots on, sky diving, speak of blame
    speed up, speeding up, steel, stole a march, stole the show, stolen base, stolen the show, tee shot
    terrorism act, terrorism law, terrorism laws, terrorism unit, the shot went, their shot, too fast to
    too little rain, too little sleep, too little time, too little water, too soon to speak of blame, true or false
    unbeaten, unfit for, unsafe to drink, unsafe to eat, unsafe to enter, violent crime, war on terror, what a shame
    whose shot, without warning signs
    """
)
