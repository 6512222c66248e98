package question

// english is the lexicon of English.
func english() *lexicon {
	return &lexicon{
		common: words(`the a an of to and in is are was were be been for with that this it its you your we our us they them their he she i my me not no do does did can could would should will shall may might must have has had
			how what why which who whom whose where when on at by from as or if so but out up more most than all any some there here about into over between get gets without within these those one who's what's ever just too`),
		ask:          words("how what why which who whom whose where when what's how's who's where's"),
		askBehind:    words("which what whom whose whom who"),
		which:        words("which what"),
		who:          words("who who's whose"),
		when:         words("when"),
		where:        words("where where's"),
		what:         words("what what's"),
		prepositions: words("in at on by with from to of for under over about through during within into among against without upon towards after before until beyond beside"),
		subjects:     words("i you we they he she it people everyone everybody someone somebody anyone this that these those there my your our their his her the a an"),
		auxiliaries:  words(`can could will would shall should do does did is are was were has have had may might must am isn't aren't wasn't weren't don't doesn't didn't can't couldn't won't wouldn't shouldn't haven't hasn't hadn't mustn't ain't`),
		verbs:        words("makes keeps gets stands worries stops happens helps brings runs takes comes goes matters counts needs wants pays owns holds made kept got stopped helped brought ran went owned founded started worked"),
		notVerbs:     words(""),
		and:          words("and och & plus but"),
		relative:     words("who that which when if where because so without while"),
		back:         words("them it they those itself themselves each their another that this same"),
		leadIn:       words("and but so ok okay well hi hello hey now then"),
		spoken:       pairs("o=och wht=what hw=how y=why whats=what's hows=how's whos=who's dont=don't doesnt=doesn't isnt=isn't arent=aren't wouldnt=wouldn't shouldnt=shouldn't couldnt=couldn't cant=can't wont=won't didnt=didn't wasnt=wasn't havent=haven't hasnt=hasn't"),

		invite:         words(`describe list tell share name draw think imagine give explain write picture recall reflect discuss show sketch consider map brainstorm walk talk outline finish complete note say put tell`),
		propose:        words("turn build start open close make let let's ban introduce create hire buy sell get cut raise lower move plant teach train pay stop use add set replace offer provide fund give run allow force require put bring install launch organise organize ask scrap free extend invest plan reopen convert fix lend charge abolish tax paint"),
		imperativeTail: words(""),
		exclaim:        phrases("what a|what an|how to|how i|how we|how nice|how lovely|how wonderful|how great|how sad|what fun|what great|what lovely|what nonsense|whatever|however|how our|how my|how they|how one|what we need is|how come|what wonderful|what we|why we|why i|how the|where we|why the|how a|when i|when we|why you|what you|what i|how not"),
		tags:           phrases("right|no|yes|isn't it|aren't they|aren't we|don't you|don't we|don't they|doesn't it|wouldn't you|wouldn't it|won't it|won't we|can't we|couldn't we|shouldn't we|shouldn't it|hasn't it|haven't we|didn't it|didn't they|wasn't it|is it|are they|are we|do we|do you|does it|will it|huh|surely|agreed|eh|correct|don't you think|don't you agree|wouldn't you say|wouldn't you agree|shouldn't they|can't they|isn't he|isn't she|hasn't he|haven't they|aren't you|haven't you|can we|should we|or not|or what|innit|ok|okay"),
		bareTags:       words(""),
		compare:        words("better best prefer rather choose first right cheaper"),

		factPhrases: phrases("how many|how much does|how much do|how much is|how much did|how much money|how much time|how much will|how much are|how much has|how long is|how long does|how long did|how long has|how long have|how long will|how long|how far is|how far|how often|how old|how big|how tall|how large|how wide|how high|how heavy|how late|how early|how soon is|how soon|how fast|how deep|how do you spell|" +
			"what time|what year|what date|what day|what colour|what color|what size|what number|what price|what age|what percentage|what's the name|what room"),
		factNouns:  words("year date day time month week colour color size room number address town bus line person hour street floor train platform bank percentage font weekday council department city shop evening building school club supplier stop"),
		valueNouns: words("name price cost number address date deadline budget rent fee age size population capital percentage time phone length weight distance password code email url website salary total temperature speed colour color"),
		placeVerbs: words("is are was were 's where's kept meet find live park buy held starts start begins born located sign stored get"),
		opening:    words("feel feels felt benefit benefits lose loses need needs should would could might left missing matters matter notice see struggle stuck gain gains hear heard belong interest people lonely safe most welcome affected decide break breaks works work home you young fall falls wins best learn proud hardest easiest alone together"),

		loaded: phrases("isn't it|don't you think|don't you agree|obvious that|obviously|clearly|of course|everyone knows|everybody knows|as we all know|we all know|what is wrong with|what's wrong with|wrong with people|how bad|how terrible|how awful|how could you|how could they|how can you allow|how can anyone|who is to blame|whose fault|how much better|how much worse|wouldn't it be|why can't they just|would everything be better|everything be better|how wonderful|how great|how amazing|these days|surely|the failed|the disastrous|the terrible|do you agree that|don't we all|would you agree|this bad|so badly|get so bad"),
		blame: words("ignoring ignore ignores failed failing fails selfish lazy stupid useless pointless ridiculous hopeless incompetent spoiled spoilt greedy disastrous terrible appalling shameful neglected neglect neglecting careless squandering squander outrageous betrayed betray pathetic amazing fantastic brilliant " +
			"irresponsible ruining ruin ruins ruined idiotic refuses refuse refusing"),
		blameWhy:  phrases("why does nobody|why does no one|why do they always|why do people always|why won't|why can't|why don't they|why doesn't|why has nobody|why has no one|keep ignoring|keeps ignoring|keep failing|keeps failing|never listen|never listens|never care|don't care|doesn't care|not care|nobody care|nobody cares|always have to|bother|insist on|let us down|let down|why is nobody|why is everyone so|why are people so|so little about|care so little|still not"),
		bad:       words("selfish lazy bad stupid rude slow scared afraid boring ugly ignorant difficult naive passive useless expensive careless poor weak spoilt uninterested apathetic"),
		goalVerbs: words("get cut raise lower find attract recruit build start reduce increase shorten grow train lure create keep bring fix make save win improve double halve teach open fund run protect help fill hire renovate restore"),

		should:       words("should must ought let's"),
		shouldFirst:  words("should must ought shall"),
		measures:     words("build introduce ban hire buy open start raise lower close make require force pay subsidise subsidize offer install give provide free charge tax abolish fine replace cut"),
		weakMeasures: words("have get allowed make set run add use put"),
		compulsory:   words("compulsory mandatory obligatory ban banned banning bans outlaw outlawed abolish abolished prohibit prohibited"),
		through:      phrases("by means of|through a|through an|via|using|with the help of|with an app|with a new|by introducing|by building|by using|by offering|by making|by giving|by setting|by creating|by charging|by paying|by hiring|by opening|by starting|by banning|by running|by putting|by sending|by turning|by launching|by means"),
		makes:        words("use build create introduce launch set develop start open install make get buy run fund design adopt roll promote hire organise organize implement market"),
		articles:     words("a an our another"),
		tools: words(`app website site portal podcast chatbot bot influencer card coach mentor platform campaign hackathon festival robot drone leaflet newsletter competition lottery bonus discount grant tax fee law policy calendar database register map kiosk
			camera sign screen ai tiktok instagram noticeboard hotline helpline survey checklist certificate course workshop conference fair gala voucher quota subsidy pool playground coordinator consultant hashtag video film game poster dashboard webinar channel scheme forum system bootcamp tracker scanner program programme`),

		builds:    words("build construct erect"),
		buildings: words("park playground hall house centre center bridge rink pool track road school library stadium arena wall fence path tower café cafe garden"),
		feels:     words("feel feels feeling felt without"),
		might:     words("can could might should would"),

		wide:    words("happy everyone everything everybody world society planet climate life humanity people future peace war poverty democracy capitalism economy happiness mankind country nation truth love equality justice nobody racism environment hunger education healthcare evil humankind universe inequality crime freedom rural youth"),
		generic: words("save fix solve improve change make be end stop fair good better best well great create help heal right wrong bad meaning live values just ever always days help get place made whole big sustainable really want got anyone crisis everyone's kinder kind work world's global equal happier free safe future problems eradicate abolish achieve system systems"),
		here:    words("here our us town village school"),

		smallThings: words("chair table hook cup mug label row font tape printer milk coffee cable key sign colour color lamp napkin invitation invite poster badge binder curtain logo headline pen projector bun cake biscuit cookie doormat rug plate bulb bin shelf whiteboard leaflet cupboard meeting minutes footnote typo envelope stapler kettle fridge teapot drawer hinge tray extension lead stamp folder cushion tea sandwich plant flower fridge"),
		smallDeeds:  words("fold place hang staple stack print bring brings squeeze spell vacuum wash lock order wobbly unjam pour label arrange brew empty book water waters watering"),
		moments:     words("monday tuesday wednesday thursday friday saturday sunday six seven eight nine ten half ninth tenth eleventh twelfth tomorrow tonight o'clock"),
		spots:       words("hall corner kitchen cupboard door window two three wide lunch room wall drawer nearest reception"),
	}
}
