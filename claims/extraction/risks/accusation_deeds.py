"""Turns of phrase for what is done on the quiet: records doctored, money misused, duties left, people "
"silenced."""

import re

DEEDS = tuple(  # each with the words of which one must be there before it is looked for
    (frozenset(words.split()), re.compile(f" (?:{turn}) "))
    for words, turn in (
        (
            "minutes invoice invoices record records books accounts logbook logs log charts receipts "
            "signature signatures "
            "data files emails mails evidence results samples timesheets expenses ledger footage tapes "
            "certificates "
            "figures numbers documents statements",
            r"(?:padd|rewr|alter|doctor|cook|fiddl|massag|shredd|eras|delet|forg|falsif|wip|lost|losing|"
            r"destroy|invent)\w* "
            r"(?:\w+ ){0,2}(?:minutes|invoices?|records?|books|accounts|logbook|logs?|charts|receipts|"
            r"signatures?|data|"
            r"files|e?mails|evidence|results|samples|timesheets|expenses|ledger|footage|tapes|"
            r"certificates|figures|"
            r"numbers|documents|statements)|(?:minutes|invoices?|records?|books|accounts|logs?|figures|"
            r"numbers|results|"
            r"documents|data) (?:was|were|had been|have been|has been) (?:\w+ )?(?:padded|rewritten|"
            r"altered|doctored|"
            r"cooked|fiddled|massaged|changed|forged|wiped|lost)",
        ),
        (
            "no never expired lapsed neither any",
            r"(?:had|has|have|held|with|without|there (?:was|were)) (?:no|never had|neither|an? expired|"
            r"an? lapsed|not any) "
            r"(?:\w+ ){0,2}(?:licen[cs]e|permits?|permission|insurance|training|sprinklers|alarms?|"
            r"fire escapes?|"
            r"lifeboats|jackets|certificates?|qualifications?|warrant|consent|safeguards|detectors?|"
            r"guard rails?)",
        ),
        (
            "purse bank wallet atm slush cashpoint plaything fiefdom",
            r"(?:as|like|into) (?:an? |his |her |their )(?:\w+ ){0,2}(?:purse|piggy bank|wallet|atm|"
            r"slush fund|cashpoint|"
            r"plaything|fiefdom)",
        ),
        (
            "helped helping help helps",
            r"help(?:ed|ing|s)? (?:\w+ ){1,3}(?:hide|evade|dodge|avoid|launder|conceal|cheat|rig|"
            r"smuggle|cover)",
        ),
        (
            "stacked packed filled stuffed staffed",
            r"(?:stacked|packed|filled|stuffed|staffed) with (?:\w+ |\w+'s ){0,3}(?:friends|allies|"
            r"cronies|loyalists|"
            r"relatives|cousins|donors|supporters)",
        ),
        (
            "stake shares interest",
            r"(?:judge|minister|mayor|officials?|councillor|inspector|commissioner|governor|senator|"
            r"regulator|he|she) "
            r"(?:\w+ )?(?:had|has|held|holds|owned|owns) (?:an? |\w+ )?(?:\w+ )?(?:stake|shares|interest) in",
        ),
        (
            "told tell telling said kept dark",
            r"(?:told|tell|telling) (?:no one|nobody)|said nothing|kept (?:\w+ ){1,3}(?:in the dark|"
            r"hidden|from the)|"
            r"left (?:\w+ ){1,3}in the dark|kept (?:\w+ ){0,3}(?:passports?|wages|tips|deposits?)",
        ),
        (
            "steroid steroids stimulant doping epo",
            r"(?:took|taking|taken|used|using|injected|for) (?:\w+ ){0,2}(?:steroids?|stimulants?|epo)",
        ),
        (
            "hidden bogus excessive phantom undisclosed dead pensioners widows",
            r"(?:hidden|bogus|excessive|phantom|undisclosed) (?:\w+ )?(?:fees?|charges|costs|shifts|"
            r"workers|payments?|"
            r"invoices|debts?)|(?:charg|bill)\w* (?:the )?(?:dead|pensioners|widows)",
        ),
        (
            "passed passing palmed swapped substituted diluted",
            r"(?:passed|passing|palmed) (?:\w+ ){0,4}off|(?:swapped|substituted|"
            r"replaced) (?:\w+ ){1,3}for (?:\w+ )?"
            r"(?!shares|another|seats)\w+|diluted the",
        ),
        (
            "let letting allowed allowing left",
            r"(?:let|letting|allow(?:ed|ing)) (?:the |\w+ ){1,4}(?:to )?(?:spread|fester|crumble|decay|"
            r"lapse|collapse|leak|"
            r"rot|go unrepaired|pile up)|left (?:\w+ ){1,4}in (?:\w+ ){0,2}(?:soiled|filth|urine|"
            r"squalor|agony|pain|tears|"
            r"nappies|beds|faeces)|left an? (?:\w+ ){1,2}inside",
        ),
        (
            "sex sexual nude naked unwanted inappropriate explicit lewd",
            r"for sex|sexual (?:favou?rs|advances|comments|remarks|contact|relations?\w*)|(?:unwanted|"
            r"inappropriate|lewd|"
            r"explicit|naked|nude) (?:\w+ )?(?:advances|touching|attention|comments|remarks|messages|"
            r"images|photos|"
            r"pictures|texts|contact|relationship|conduct|behaviou?r)",
        ),
        (
            "donations money funds fund aid grant cash budget",
            r"(?:most|half|all|much|bulk) of (?:\w+ ){0,3}(?:donations|money|funds?|aid|grant|cash|"
            r"budget) (?:\w+ )?(?:on|to|"
            r"into)|(?:donations|money|funds?|aid|grant|cash) (?:\w+ ){0,3}(?:vanished|disappeared|"
            r"missing|never reached|"
            r"pocketed|ended up in)|spent (?:\w+ ){1,6}on (?:\w+ )?(?:salaries|bonuses|perks)",
        ),
        (
            "slept sleeping drunk hungover",
            r"slept (?:through|on duty|at)|was (?:drunk|hungover|asleep)|sleeping on duty",
        ),
        (
            "red signal signals sign lights speeding",
            r"(?:ran|jumped|passed|missed|through|ignor\w+) (?:an? |the |two )?(?:red|stop|signals?)|"
            r"was speeding",
        ),
        (
            "less below fraction unpaid peanuts pennies",
            r"(?:less than|below) the (?:\w+ )?(?:law|minimum|legal|wage)|unpaid (?:\w+ )?(?:wages|"
            r"overtime|tax\w*|"
            r"hours|leave|labou?r)|paid (?:\w+ ){0,3}(?:peanuts|pennies|a fraction)",
        ),
        (
            "inside tipped fixed fixing rigged prices price",
            r"inside information|tipped (?:him |her |them |off )?off|(?:fixed|fixing|fix|"
            r"rigged) (?:the )?(?:prices?|rates?|match\w*|"
            r"draw|vote|tender|auction|race|bids?)",
        ),
        (
            "could might ought",
            r"(?:could|might|ought to) have (?:been )?(?:done|acted|known|prevented|saved|avoided|"
            r"stopped|averted|spotted)",
        ),
        (
            "nothing little years months weeks unheeded unanswered nowhere",
            r"(?:did|doing|done|does) (?:almost |next to |very )?(?:nothing|little)|(?:nothing|"
            r"little) (?:was|had been|has been) done|"
            r"(?:went|gone) (?:unheeded|unanswered|uninvestigated|unrepaired)|nowhere to be (?:found|seen)|"
            r"took (?:\w+ ){0,3}(?:years|months|weeks) to (?:act|respond|reply|tell|admit|fix|repair|"
            r"investigate)",
        ),
        (
            "journalists journalist critics protesters opponents dissidents activists newspaper "
            "newspapers website",
            r"(?:shut|closed|raided|banned|blocked|jail|arrest|detain|expel|deport|hound|spied|"
            r"follow)\w* (?:\w+ ){0,3}(?:"
            r"journalists?|critics|protesters?|opponents|dissidents|activists|newspapers?|website)",
        ),
    )
)
