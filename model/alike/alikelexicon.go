package alike

import (
	"strings"

	"verkstad/model/text"
)

// setPhrases is phrases that one word says as well.
var setPhrases = strings.NewReplacer("’", "'", "utan avgift", "gratis", "utan kostnad", "gratis", "free of charge", "free", "without a fee", "free", "without charge", "free", "for free", "free", "at no cost", "free",
	"second hand", "secondhand", "second-hand", "secondhand", "i stället för", "i-stället", "istället för", "i-stället", "mitt på dagen", "dagtid", "start-up", "startup", "-free", " nofree",
	"ta bort", "avskaffa", "tar bort", "avskaffar", "get rid of", "abolish", "do away with", "abolish", "pop up", "pop-up")

// stops is the words that carry no subject.
var stops = map[string]map[string]bool{
	"sv": set(`och å att det de den dem dom som en ett i på av för med till är e vi ni man du jag han hon oss er vår vårt våra din ditt dina sin sitt sina min mitt mina inte ej om men så kan ska skall skulle vill vilja bör borde måste får få
		har ha hade blir bli från vid hos under över efter innan när där här hur vad vilka vilken vilket vem varför alla allt någon nån något nåt några nåra mer mest än eller mellan genom också själv själva igen ju väl då nu kring upp ut in ner göra gör var vara
		inom mot utan fler sånt sådant sådana såna o typ lite mycket många varje varann varandra bara även redan sen sedan låt låta ge ger gå går kommer komma ta tar sätt sätta bättre bra ny nya nytt längs längst runt omkring istället stället annat andra annan hela gärna kanske dit hit ens
		starta öppna ordna skapa inför införa fixa ställer finns slipper behöver ingen inget inga vars medan tills både samma egen eget egna sig vem nåns nans annans allas ned iväg vilket dess honom henne dig mig`),
	"en": set(`the a an of to and in is are was were be been for with that this it its you your we our us they them their he she i my me not no do does did can could should will would shall may might must have has had how what why which who whom whose where when
		on at by from as or if so but around round along near out up more most than all any some there here about into over between get gets let give each every other another even just too then until once while one's also very really pls please only own new good better best make makes made put set
		start before after first nofree open anyone someone everyone people thing things something don't doesn't isn't aren't won't instead such via per off down again still yes go goes`),
}

// spoken is everyday spellings and what is meant.
var spoken = map[string]map[string]string{
	"sv": text.Pairs(`bibblan=biblioteket bibla=bibliotek ggr=gånger fm=förmiddag em=eftermiddag tisdar=tisdag tis=tisdag mån=måndag ons=onsdag tors=torsdag fre=fredag lör=lördag sön=söndag vardar=vardag dan=dag dar=dagar stan=staden kommun=kommunen ipad=surfplatta ipads=surfplatta plattan=surfplatta
		läkarn=läkaren tandläkarn=tandläkaren skomakarn=skomakaren nyfika=nyfiken fika=fika mobil=mobil mobiltelefon=mobil kompis=vän polare=vän moppe=moped cykelbana=cykelväg cykelbanor=cykelväg cykelbanan=cykelväg cykelvägar=cykelväg jobba=arbeta jobb=arbete jobbet=arbete funkar=fungerar lörda=lördag sönda=söndag freda=fredag kolla=titta äter=äta ätit=äta lär=lära lärde=lära bor=bo syr=sy sydde=sy leker=leka lekte=leka kör=köra säljer=sälja sälj=sälja köper=köpa köp=köpa läser=läsa läs=läsa spelar=spela ses=träffas`),
	"en": text.Pairs(`apps=application phone=phone phones=phone info=information bike=bicycle bikes=bicycle kids=children kid=child uni=university ads=adverts ad=advert pc=computer mum=mother dad=father fri=friday mon=monday tue=tuesday wed=wednesday thu=thursday sat=saturday sun=sunday hrs=hours mins=minutes weekly=week monthly=month yearly=year`),
}

// compoundParts is stems that stand in so many compounds that they are known
// without being words of the set.
var compoundParts = stems("sv", `skola äldre barn ungdom sommar vinter kväll helg cykel buss mat kaffe fika sport idrott natur park torg bok musik kläder klädbyta språk dator mobil hem hus granne mötesplats förening bibliotek odling skog bad gym kurs tävling möte verktyg
	pool bytare loppis cafe lunch soppa frukost middag promenad ledare samtal grupp dag ställe låda hylla bank bod`)

// denying is words that deny.
var denying = set("inte ej aldrig icke ingen inga inget sluta slopa avskaffa förbjud förbjuda skrota stoppa no not ban bans forbid prohibit abolish scrap never don't dont doesn't stop nofree cannot can't won't isn't aren't without utan")

// relating is small words that say who stands how to whom.
var relating = set("före efter till från mot åt än över under ovanpå ovanför nedanför above below beneath behind first last först sist instead stället istället i-stället before after to from for than towards against by")

// besides is small words behind which somebody stands to whom nothing is done.
var besides = set("av från med för till åt hos i på vid bland mellan by of from with for to at in on among between")

// ending is words that want an end of what follows.
var ending = set("sluta slopa avskaffa förbjud förbjuda skrota stoppa stop ban abolish scrap forbid prohibit")

// behind is denials that deny what goes before, too: "riv inte".
var behind = set("inte ej aldrig not never nofree")

// notOnly follows a denial that is none: "inte bara".
var notOnly = set("bara enbart only just behöver behöva needed need necessarily have att")

// poles is opposites in all their forms: every word before the bar means the
// reverse of every word behind it.
var poles = []string{
	"öppna öppnar öppnas öppen öppet öppna | stäng stänga stänger stängs stängd stängt stängda",
	"höj höja höjer höjs höjd högre | sänk sänka sänker sänks sänkt lägre",
	"öka ökar ökas ökad mer fler | minska minskar minskas minskad mindre färre",
	"köp köpa köper köps | sälj sälja säljer säljs",
	"bygg bygga bygger byggs | riv riva river rivs",
	"behåll behålla bevara rädda | riv riva river rivs avskaffa slopa",
	"tillåt tillåta tillåts tillåtet | förbjud förbjuda förbjuds förbjudet förbud",
	"inför införa införs | avskaffa avskaffar slopa slopas",
	"längre långa lång | kortare korta kort",
	"tidigare tidigt | senare sent",
	"obligatorisk obligatoriskt obligatoriska | frivillig frivilligt frivilliga valfri valfritt",
	"open opens opened opening | close closes closed closing shut shuts",
	"raise raises raised increase increases higher more | lower lowers lowered reduce cut decrease less fewer",
	"buy buys buying bought | sell sells selling sold",
	"build builds building built | demolish remove knock",
	"keep keeps preserve save | scrap remove demolish abolish",
	"allow allows allowed permit let | ban bans banned forbid prohibit prohibited",
	"introduce introduces add | abolish remove scrap",
	"longer long | shorter short",
	"earlier early | later late",
	"compulsory mandatory obligatory | voluntary optional",
	"faster fast quicker | slower slow",
	"snabbare snabbt fort | långsammare långsamt",
	"start begin | stop end quit",
	"samma samtidigt | olika",
	"same identical | different separate",
	"tänd tänds tänt | släck släcks släckt",
	"upstairs | downstairs",
	"gemensam gemensamt | egen egna eget enskild enskilt",
	"bort borta släng slänga kasta | kvar stanna behåll behålla spara",
	"behåll behålla | byt byta byter",
	"större stora stor | mindre små liten",
	"varmare varm varmt | kallare kall kallt svalare",
	"sprid sprida sprids utspritt | samla samlas samlat",
	"gratis kostnadsfritt avgiftsfritt | avgift avgiftsbelagt betala",
	"halva halverat | fullt dubbla dubbelt",
	"tätare oftare | glesare sällan mer-sällan",
	"unga ung yngre | gamla gammal äldre",
	"ute utomhus | inne inomhus",
	"jämt alltid | aldrig sällan",
	"hyr hyra | köp köpa äg äga",
	"börja starta påbörja | sluta upphöra avsluta",
	"bigger larger big large | smaller small little",
	"warmer warm hot | colder cold cooler cool",
	"spread scatter | gather concentrate",
	"free | fee paid charge charged pay",
	"half | full double",
	"keep kept | throw discard bin replace change",
	"always | never",
	"rent hire lease | buy own purchase",
	"begin start | end finish stop",
	"indoors indoor inside | outdoors outdoor outside",
	"wide wider | narrow narrower",
	"yes | no",
	"slipper slippa slipp | får måste ska behöver krävs",
	"must should required | needn't exempt spared",
	"spread sprid | collect samla",
	"furnished | unfurnished",
}

// turns is words that turn the meaning of a sentence that is otherwise the same:
// they are opposites there only.
var turns = withPoles(both("egen/annan own/another home/to hem/till samma/ny samma/nya samma/olika same/new same/different"), []string{
	"under nedanför | över ovanpå ovanför",
	"under below beneath underneath | over above",
	"during while until | after before once",
	"till åt mot | från",
	"to towards for | from",
	"med | utan mot",
	"with | without against",
	"före innan | efter under",
	"framför | bakom",
	"inne inomhus | ute utomhus utanför",
	"indoors inside | outdoors outside",
})

// contrasts is words of one kind that exclude each other: who says one of them does
// not mean another.
var contrasts = kinds("sv", []string{
	"svenska engelska arabiska somaliska finska tyska franska spanska persiska ukrainska polska",
	"måndag tisdag onsdag torsdag fredag lördag söndag",
	"januari februari mars april juni juli augusti september oktober november december",
	"vår sommar höst vinter",
	"morgon eftermiddag kväll natt", "frukost lunch middag",
	"två tre fyra fem sex sju åtta nio tio elva tolv", "första andra tredje sista",
	"mamma pappa", "pojke flicka", "kille tjej", "kvinna man", "barn vuxen", "ung äldre",
	"buss tåg båt flyg bil cykel", "katt hund häst", "röd grön blå gul svart vit",
	"fotboll handboll innebandy hockey basket simning ridning",
	"mjölk vatten kaffe te", "förskola grundskola gymnasium högskola", "elev lärare", "kommun region stat",
	"matematik engelska svenska historia idrott slöjd",
}, "en", []string{
	"english swedish arabic somali finnish german french spanish polish ukrainian",
	"monday tuesday wednesday thursday friday saturday sunday",
	"january february april june july august september october november december",
	"spring summer autumn winter",
	"morning afternoon evening night", "breakfast lunch dinner",
	"two three four five six seven eight nine ten eleven twelve", "first second third last",
	"mother father", "mum dad", "boy girl", "woman man", "child adult", "young elderly old",
	"bus train boat plane car bicycle", "cat dog horse", "red green blue yellow black white",
	"football handball hockey basketball rugby tennis",
	"milk water coffee tea", "primary secondary", "pupil teacher",
	"first second", "upper lower", "ground top",
})

// kinds gives the words of each line a number, by language and stem.
func kinds(lists ...any) map[string][]int {
	out := map[string][]int{}
	n := 0
	for i := 0; i < len(lists); i += 2 {
		lang := lists[i].(string)
		for _, line := range lists[i+1].([]string) {
			for _, w := range strings.Fields(line) {
				key := lang + " " + text.Stem(w, lang)
				out[key] = append(out[key], n)
			}
			n++
		}
	}
	return out
}

// opposites leads from a word to those that mean the reverse.
var opposites = withPoles(both(`färre/fler mindre/mer mindre/större billigare/dyrare öppen/stängd öppet/stängt öppna/stäng öppna/stänga öppna/öppnas öppnar/stänger längre/kortare kort/lång kortare/längre köp/sälj köpa/sälja köper/säljer höj/sänk höja/sänka höjer/sänker högre/lägre snabbare/långsammare
	öka/minska ökar/minskar öka/minskas tidigare/senare tidigt/sent före/efter innan/efter start/slut börja/sluta börja/slopa bygg/riv bygga/riva behåll/riv bevara/riva tillåt/förbjud tillåta/förbjuda in/ut med/utan sommaren/vintern dag/natt sommar/vinter
	obligatorisk/frivillig obligatoriskt/frivilligt alltid/aldrig lätt/svårt inne/ute centralt/lokalt flytta/behåll hyr/köp hyra/köpa låna/äga lämna/hämta lämna/behåll ge/ta avskaffa/inför avskaffa/införa slopa/inför lägg/ta stad/land nya/gamla bättre/sämre privat/offentlig
	more/fewer more/less longer/shorter open/close open/closed opened/closed opening/closing buy/sell buying/selling raise/lower higher/lower increase/reduce increase/decrease faster/slower before/after earlier/later early/late until/once until/after while/after while/until while/only start/stop
	begin/end build/demolish build/remove keep/remove keep/scrap allow/ban allow/forbid allow/prohibit permit/ban free/paid in/out with/without summer/winter day/night mandatory/voluntary compulsory/voluntary compulsory/optional mandatory/optional always/never lend/borrow låna/lämna lend/return hire/fire
	add/remove push/pull give/take import/export cheap/expensive cheaper/dearer public/private indoor/outdoor indoors/outdoors inside/outside morning/evening morgon/kväll introduce/abolish inför/avskaffa införa/avskaffa away/nearer to/away till/bort widen/narrow wider/narrower fewer/extra expand/limit expand/shrink subsidise/tax encourage/discourage online/offline first/last`), poles)

// actors is who an idea may be about: two that each name somebody, and nobody
// alike, are two ideas.
var actors = merged(
	stems("sv", `kommun kommunen region staten elev elever student studenter pensionär pensionärer äldre seniorer unga ungdomar barn vuxna föräldrar lärare chefer chef företag föreningar förening politiker tjänstemän kunder besökare boende invånare turister kvinnor män flickor pojkar
		nyanlända anhöriga patienter läkare sjuksköterskor grannar hyresgäster fastighetsägare hundägare cyklister bilister fotgängare bönder konstnärer artister band flyktingar volontärer arbetslösa anställda nybörjare proffs familjer gamla ettor femmor sexor nior medborgare volontär tränare ledare spelare vårdare kollegor polis poliser tonåringar väljare medlemmar brukare klienter forskare gäster turister chaufförer förare vikarier rektorer nybörjare publik`),
	stems("en", `council municipality students student pensioners retirees seniors youth teenagers children adults parents teachers managers employers employees firms companies clubs politicians customers visitors residents tourists women men girls boys newcomers refugees locals
		carers patients doctors nurses neighbours neighbors tenants landlords owners cyclists drivers pedestrians farmers artists volunteers unemployed staff beginners families founders entrepreneurs seekers old young kids pupils carers elderly mentors coaches players bosses citizens teens police officers voters members users guests researchers experts librarians poets audience`))

// particlePairs is opposite particles, which count behind the same verb.
var particlePairs = both("in/ut upp/ner på/av till/från up/down on/off in/out to/from")

func set(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}

func stems(lang, list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[text.Stem(w, lang)] = true
	}
	return out
}

func merged(sets ...map[string]bool) map[string]bool {
	out := map[string]bool{}
	for _, s := range sets {
		for w := range s {
			out[w] = true
		}
	}
	return out
}

// both reads pairs "a/b" that hold both ways.
func both(list string) map[string][]string {
	out := map[string][]string{}
	for _, p := range strings.Fields(list) {
		a, b, _ := strings.Cut(p, "/")
		out[a] = append(out[a], b)
		out[b] = append(out[b], a)
	}
	return out
}

// withPoles adds lines of poles to opposites.
func withPoles(out map[string][]string, poles []string) map[string][]string {
	for _, line := range poles {
		one, other, _ := strings.Cut(line, "|")
		for _, a := range strings.Fields(one) {
			for _, b := range strings.Fields(other) {
				out[a] = append(out[a], b)
				out[b] = append(out[b], a)
			}
		}
	}
	return out
}
