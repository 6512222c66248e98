package alike

import (
	"strings"

	"verkstad/model/text"
)

// fieldWords is fields of everyday meaning that ideas of a place, a workplace
// or an association fall in, and words of each. They help to sort only: two
// words of a field are not the same. They are general, of no set's own.
var fieldWords = map[string]string{
	"sv": `skola skolan elev elever klass klasser lärare lektion läxa gymnasist student studenter studie förskola rektor skolgård slöjd rast undervisning fritids
äldre pensionär pensionärer senior äldreboende servicehus åldring mormor farfar barnbarn generation
barn unga ungdom ungdomar tonåring fritidsgård förälder familj lekplats barnbarn dagis
mat äta lunch middag soppa frukost fika kaffe bulle bak baka kök restaurang matlag julbord råvara tallrik
kläder klädbyte jeans sy syjunta textil lakan skor väska byxor klänning garn symaskin tyg mode
laga reparera fixa trasig sönder fixarkafé reparation skruva mekaniker verkstad vitvaror
låna dela hyra bytas pool lånebibliotek verktygspool prylar utlåning släp borrmaskin gräsklippare
loppis secondhand begagnad byte bytesdag bytesbod gratishylla marknad sälja köpa antik
avfall sopor tipp återvinning återvinningscentral sortera skräp kompost slänga soptunna container
bygga byggmaterial hus riva tegel fönster dörr virke snickare bygge renovera byggnad
företag firma inköp upphandla upphandling kommunen bransch kontor entreprenör näringsliv råvara överskott
buss tåg bil skjuts cykel färdtjänst resa pendla samåka hållplats station trafik ledsagare cykelväg parkering moped taxi
skärm digital dator surfplatta mobil nätet video app internet bankid wifi tvspel webb webbsida data
promenad gympa idrott träning sport skog natur park simhall odla odling vandra löpning fotboll hund trädgård
ensam ensamhet besöka ringa hälsa knacka fråga vän umgänge sällskap brevbärare uppsöka hembesök
bo bostad lägenhet boende hyresrätt granne trapphus gård kollektivhus seniorlägenhet inflyttad
musik dans kör konsert teater konst film kultur bibliotek bok bokcirkel scen band repa replokal utställning museum
träffpunkt mötesplats torg bänk samlingslokal öppet träff caféet bord lokal folkets
vård sjukhus läkare vårdcentral hälsa sjuksköterska psykolog omsorg hemtjänst tandläkare kurator
trygghet belysning brott polis nattvandra otrygg säkerhet mörkt
energi el solceller sol vind värme klimat utsläpp bensin laddstolpe
jobb arbete praktik lön anställa arbetslös rekrytera yrke kollega chef
språk svenska tolka översätta modersmål språkcafé
demokrati politiker beslut medborgare dialog rösta information inflytande
möte dagordning protokoll agenda konferens ståmöte avstämning
schema pass skift tur kvällspass nattpass turlista önskeschema
chef chefer ledning medarbetare lönesamtal medarbetarsamtal styrelse
psykisk ohälsa mående ångest oro stress sömn terapi psykolog kurator bup elevhälsa samtalsstöd nedstämd självkänsla
lokal lokaler nyckel nycklar bokning boka larm sal hyra städning förråd hyresavtal ventilation
bonde lantbrukare odlare gård gårdar grönsaker potatis råvaror närodlat skolkök slakteri mejeri skörd torghandel kött ägg mjölk
utsläpp diesel elbil transporter klimat bränsle lastbil laddning energi isolering energirådgivning
förälder föräldrar familj mamma pappa barnvakt syskon barnvagn
idrott sport match matcher lag träning träna klubb hall juniorer domare säsong skridskor fotboll simning bortamatch läktare motion motionsspår elljusspår gåfotboll
omklädningsrum byta trygg trygga mobbning ordningsregler regler vuxen
tränare ledare ledarträff instruktör funktionär
avgift medlemsavgift pris kostnad betala gratis bidrag rabatt utrustning
nyanställd nyanställda kollega introduktion fadder inskolning välkomstbrev
rum lokal konferensrum fikarum korridor stolar ventilation kontor möbler växter`,
	"en": `school pupil pupils student students teacher classroom class lesson homework playground nursery teaching kindergarten
language languages speak translate interpreter words course bilingual english
elderly seniors retirees pensioners older grandparents
children kids teenagers youth family families parents childcare playground
food cook cooking eat lunch dinner meal kitchen recipe breakfast coffee farmers jam
firm firms employer employers hire hires recruit recruiting applications adverts managers bias recruitment applies welcomes interview candidates
degree degrees papers skills certificate qualification qualifications diploma passport test teachers nurses practice validate
trial internship placement placements trainee traineeship apprentice apprenticeship probation unpaid wages trying
mentor mentors contacts network match pair coach meetings chats introduce buddies seekers
business startup start-ups entrepreneur entrepreneurs founder founders shop shops rent loan loans microloans bookkeeping leases owner salon lend collateral
bus train car bike bicycle cycle ride commute parking traffic station speed road lane pass walking transport
childcare bank doctor tax card cheque login appointment housing bus pass
celebrate together club clubs football party festival social coffee choir team teams friends neighbours invites sunday
music dance concert theatre art film cinema culture library book museum band rehearsal choir
sport gym swimming exercise park walk trees garden allotment nature run
square bench benches building buildings empty toilet shelter lights street pavement seats
health care hospital nurse clinic carers lonely loneliness visit help homework alone
repair mend fix broken tools borrow share reuse recycle secondhand waste bin litter rubbish swap
safety police crime lighting dark unsafe night
energy solar heating climate emissions electricity insulation charging
computer digital online app website internet phone screen wifi video tablet
anxiety worry stress sleep therapy therapist counsellor counselling mental mood wellbeing psychologist
hall venue booking key keys alarm hire rent storage cleaning caretaker
farm farmer farmers grower growers vegetables potatoes produce harvest eggs milk meat orchard butcher
emissions diesel van deliveries carbon fuel lorry insulation heat pump
parent parents mum dad family babysitter siblings pram
ward patient patients nurse nurses doctor doctors hospital clinic medicine bedside discharge care home
appointment appointments booking visit waiting delayed reminder text call
sleep night nights quiet noise pillow lights lamp lamps dim dark wake
sign signs entrance door corridor hallway floor lines map directions
visiting visitors relatives parents grandparents family stay
handover shift shifts overlap staff rota
match team training club pitch season referee coach trainer
meeting meetings agenda minutes stand-up
shift shifts rota schedule roster overtime
manager managers boss bosses leadership leader staff pay review
colleague colleagues newcomer employee onboarding buddy introduction welcome induction
room rooms office corridor chairs ventilation desk premises furniture
council politicians decisions vote democracy consult dialogue information citizens`,
}

// fields leads from a stem to the fields it is in, by their numbers.
var fields = func() map[string][]int {
	out := map[string][]int{}
	n := 0
	for _, lang := range []string{"sv", "en"} {
		for line := range strings.SplitSeq(fieldWords[lang], "\n") {
			seen := map[string]bool{}
			for _, w := range strings.Fields(line) {
				if s := text.Stem(w, lang); !seen[s] {
					seen[s] = true
					out[s] = append(out[s], n)
				}
			}
			n++
		}
	}
	return out
}()

// fieldsOf is the fields of a stem, or where it has none those of the parts of
// a compound.
func fieldsOf(stem string) []int {
	if in := fields[stem]; in != nil {
		return in
	}
	letters := []rune(stem)
	for cut := 4; cut <= len(letters); cut++ {
		if in := fields[string(letters[len(letters)-cut:])]; in != nil && cut < len(letters) {
			return in
		}
	}
	for cut := len(letters) - 2; cut >= 4; cut-- {
		if in := fields[strings.TrimSuffix(string(letters[:cut]), "s")]; in != nil {
			return in
		}
	}
	return nil
}
