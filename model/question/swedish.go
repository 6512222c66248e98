package question

// swedish is the lexicon of Swedish.
func swedish() *lexicon {
	return &lexicon{
		common: words(`och å att det de som en ett är på i av för med till den vi ni man du jag han hon dom dem oss er ert vår vårt våra din ditt dina sin sitt sina min mitt mina
			inte om men så kan ska skulle vill har hade blir bli från vid hos mot utan under över efter innan när där här hur vad vilka vilken vilket vem varför vart var finns
			alla allt någon nån något nåt några mer mest än eller mellan genom också själva igen ju väl då nu kring upp ut in ner få får göra gör vara inom utifrån trots fler färre bara`),
		ask:          words("hur vad vilka vilken vilket vem vems var vart varifrån varför när hurdan hurdana varav varmed"),
		askBehind:    words("vilka vilken vilket vad vem vems vilkas"),
		which:        words("vilka vilken vilket"),
		who:          words("vem vems"),
		when:         words("när"),
		where:        words("var vart"),
		what:         words("vad"),
		prepositions: words("i på av för med till från vid hos mot utan under över efter innan inom utifrån genom ur kring mellan via bland åt om trots enligt utanför"),
		subjects: words(`du ni vi man jag han hon det den de dom alla någon nån något nåt några folk ingen inget båda detta denna dessa du/ni min mitt mina din ditt dina er ert era vår vårt våra deras barnen
			kommunen samhället skolan politikerna företagen`),
		auxiliaries: words(`kan ska skall skulle vill borde bör har hade är får fick finns fanns går gick tycker anser tror vet ser gör gjorde blir blev måste brukar behöver behövs kommer känner känns
			vore kunde ville trivs minns saknas saknar tänker upplever hinner orkar vågar ids törs lär finner stämmer stöder stödjer håller funkar fungerar märks räcker mår hör`),
		verbs:    words("står ger ser sker styr dör gör bor tror rör mår når sår slår drar bär lär kör hör hinns möts syns märks trivs växte kostade hände tog stod låg satt gav kom sa bygger dit"),
		notVerbs: words("eller efter under över mer fler flera annars vidare någonstans år var där här der per eller barnens ungdomar äldre människor personer föräldrar lokaler vänner timmar dagar veckor månader platser idéer saker pengar behov inför utanför därför före förr kvar snar dyr svår hinder stunder grannar ledare kläder tider elever lärare skolor byar bilar bussar cyklar skärmar föreningar unga kvinnor möjligheter erfarenheter åtgärder insatser utmaningar resurser verksamheter aktiviteter tjänster"),
		and:      words("och samt men respektive"),
		relative: words("som där när om innan medan så att utan eftersom"),
		back:     words("dem dom det den dess deras varandra varann sig där samma"),
		leadIn:   words("och men så ja okej ok hej alltså jo då"),
		spoken:   pairs("å=och o=och e=är ä=är va=vara nåt=något nån=någon nåra=några ska'=ska mej=mig dej=dig sej=sig varför?=varför hurå=hur vafför=varför"),

		invite: words(`berätta beskriv lista nämn ge rita tänk skriv fundera reflektera förklara dela föreställ visa sätt diskutera säg resonera skildra minns brainstorma räkna måla samla utforska formulera utveckla
			hitta`),
		propose:        words("bygg starta inför gör öppna skaffa ha låt köp anställ förbjud sänk höj flytta skapa ordna stäng riv anlägg plantera satsa utbilda använd sälj ta börja sluta tvinga bjud erbjud rusta förvandla inrätta utse släpp hyr låna avskaffa slopa dra minska öka förbättra fixa laga laddaned installera byt bytt gör låna upprätta dela"),
		imperativeTail: words("snäll snälla med så inte och försiktig tredje fjärde femte annan"),
		exclaim: phrases("hur som helst|hur som|hur det än|hur man|hur jag|hur den|vad som helst|vem som helst|var som helst|när som helst|vilken tur|vilken fin|vilken bra|vilket bra|vilken härlig|vilka fina|vilket härligt|vad bra|vad kul|vad roligt|vad fint|vad härligt|vad trevligt|" +
			"vad synd|vad skönt|var och en|var snäll|vad gott|vad många|vilken fantastisk|vilket fint|vilken kväll|vad tråkigt|vad som|vad vi behöver är|hur vi|vad vi|varför inte bara"),
		tags:     phrases("eller|eller hur|väl|va|vara|inte sant|visst|visst är det så|eller vad|håller ni inte med|tycker ni inte|eller inte"),
		bareTags: words("väl"),
		compare:  words("bäst bättre helst hellre föredrar väljer först rätt viktigast billigast"),

		factPhrases: phrases("hur många|hur mycket kostar|hur mycket pengar|hur mycket tid|hur mycket har|hur mycket är|hur mycket får|hur länge är|hur länge har|hur länge pågår|hur länge varar|hur länge bor|hur länge ska|hur länge|hur långt är|hur långt e|hur lång|hur långt|hur ofta går|hur ofta|hur gammal|hur gammalt|hur gamla|hur stor|hur stort|hur stora|hur dags|hur dyr|hur dyrt|hur hög|hur högt|hur bred|hur sent|hur tidigt|hur varmt|hur kallt|hur stavas|hur stavar|" +
			"vad kostar|vad kostade|vad heter|vad blir priset|vad blir hyran|vad är klockan|när på dagen|var ligger|hur högt|hur djup|hur mycket väger|vad väger|hur snabbt går|hur mycket tar|hur mycket blir|hur mycket betalar|hur mycket tjänar"),
		factNouns: words("färg dag datum tid tidpunkt klockslag år årtal rum sal adress nummer telefonnummer buss linje busslinje person kommun veckodag månad vecka väg logga storlek lokal personer kommuner förening avdelning hållplats våning gata ort stad bank typsnitt format timme leverantör"),
		valueNouns: words("priset pris hyran hyra avgiften avgift kostnaden adressen adress numret telefonnumret telefonnummer namnet namn datumet datum klockan tiden öppettiderna öppettider budgeten budget deadline storleken längden åldern medelåldern antalet procent andelen huvudstaden " +
			"lösenordet koden portkoden webbadressen mejladressen ordförande ordföranden"),
		placeVerbs: words("ligger finns bor hålls står hänger är parkerar hittar träffas ses köper förvaras sitter ska hämtar lämnar hämtas börjar"),
		opening: words("känner kände upplever uppleva känna saknas saknar behöver behövs borde skulle gynnas drabbas tjänar förlorar märker märks ser skaver brister uppstår tappar vågar trivs vinner berörs påverkas påverkar glöms glömmer lyssnar människor " +
			"mest ensam ensamma trygg trygga utanför lättast svårast blir tycker drömmer lär mår mår får räcker hörs syns välkommen fungerar funkar hindrar tillsammans varandra"),

		loaded: phrases("vad är det för fel på|vad är fel på|är det inte|borde inte|borde vi inte|håller ni inte med|håller du inte med|tycker ni inte|tycker du inte|alla vet|alla vet ju|som alla vet|hur dåligt|hur illa|hur kunde ni|hur kunde de|hur kan ni tillåta|hur kan det få|" +
			"uppenbart att|självklart att|det är klart att|allt skulle bli bättre|blir allt bättre|skulle allt bli bättre|bli så mycket bättre|hur bra är det|hur fantastiskt|hur fantastisk|hur hemskt|hur mycket bättre|hur mycket sämre|inser ni inte|ska vi inte äntligen|varför är det så dåligt|den katastrofala|den misslyckade|det misslyckade|vems fel är|så här illa|så illa|så här dåligt"),
		blame: words("struntar ignorerar misslyckats misslyckas sviker svikit själviska lata slöa dumma idiotiska värdelösa värdelös katastrofala meningslösa meningslös löjliga inkompetenta bortskämda skandal slapphänta förstör förstört vansinniga vansinnigt urusla urusel usla usel slöseri fega fantastiska " +
			"vanstyre ansvarslösa struntat svika hopplösa hopplös girig giriga ointresserade skyller mesiga slarvar nonchalerar misskött missköter"),
		blameWhy: phrases("vägrar|bryr sig ingen|bryr sig inte|gör inget|gör ingenting|gör aldrig|lyssnar aldrig|lyssnar ingen|orkar ingen|vill ingen|inte vill|fattar inte|fattar ingen|är alla så|tar ingen|tar aldrig|måste det alltid|alltid ska|är det alltid|håller ni på|fortsätter|ska vi alltid|låter kommunen|låter politikerna|slösar|sitter alla bara|bara bryr sig"),
		bad:      words("själviska lata slöa dåliga dålig dåligt dumma rädda kassa tråkiga tråkig hemska hemskt trångsynta ointresserade bortskämda fula okunniga sega långsamma krångliga krånglig krångligt svåra egoistiska naiva passiva"),
		goalVerbs: words("får få öka ökar minska minskar locka lockar hitta hittar skapa skapar sänka sänker höja höjer förbättra förbättrar lösa löser bygga bygger starta startar rekrytera rekryterar sprida sprider utbilda utbildar stärka stärker korta kortar fixa fixar rusta rustar värva värvar samla samlar spara sparar skaffa skaffar " +
			"utveckla utvecklar bevara bevarar finansiera finansierar halvera halverar sköta sköter"),

		should:       words("borde bör måste"),
		shouldFirst:  words("borde bör ska skall måste"),
		measures:     words("införa skaffa bygga anställa förbjuda köpa öppna starta sänka höja gratis stänga avskaffa tvinga subventionera inrätta installera erbjuda utbilda kräva beskatta riva hyra ersätta"),
		weakMeasures: words("ha få göra lägga sätta använda ta"),
		compulsory:   words("obligatorisk obligatoriskt obligatoriska förbjöds förbjuds förbjuda förbud tvång tvinga införs infördes införde införa lagstifta böter förbjuder avskaffades förbjudet"),
		through:      phrases("via|genom att|med hjälp av|genom en|genom ett|med en app|med appen"),
		makes:        words("bygga bygger införa inför skapa skapar starta startar använda använder utveckla utvecklar lansera lanserar öppna öppnar skaffa skaffar få får fram ta göra gör sätta ordna ordnar anordna köpa köper installera installerar finansiera finansierar marknadsföra designa utforma anställa bemanna till"),
		articles:     words("en ett gemensam gemensamt egen eget vår"),
		tools: words(`app appen appar webbplats webbsida webbsajt sajt sida hemsida podd podcast chatbot chattbot influencer poängkort kort coach mentor plattform kampanj portal hackathon festival robot drönare broschyr facebookgrupp nyhetsbrev
			tävling lotteri bank kurs utbildning föreläsning konferens workshop mässa gala bonus rabatt bidrag skatt avgift lag policy handlingsplan app-tjänst kalender databas register karta kiosk automat kamera skylt skärm ai tiktok instagram
			anslagstavla verktygspool pool bytesbod lekplats samordnare konsult hotline jourtelefon enkät checklista certifiering medlemskort passerkort digitalplattform filmklipp film affisch reklamfilm mobilapp spel program mentorsprogram kanal chattkanal veckoenkät forum system`),

		builds:    words("bygga bygger byggt anlägga anlägger uppföra"),
		buildings: words("park parken skatepark lekplats hall hus center centrum bro bana väg skola bibliotek arena mur staket stig torn kafé café trädgård simhall ishall badhus parkering pool bastu"),
		feels:     words("känna känner känns kände utan"),
		might:     words("kan kunde skulle ska"),

		wide:    words("lyckliga alla allt allting livet samhälle samhället världen klimatkrisen klimatet människor mänskligheten planeten planet framtiden freden fred fattigdomen fattigdom krig kriget ekonomin demokratin demokrati kapitalismen rättvisa lycka lyckan sverige landet ungdomen skolan vården landsbygden välfärden miljön folk meningen kärlek sanningen jämlikhet jämställdhet rasismen orättvisor världsfreden svälten ondska ondskan utanförskapet segregationen brottsligheten kriminaliteten integrationen"),
		generic: words("lösa löser rädda räddar göra gör fixa fixar förbättra förbättrar skapa skapar må mår bra bättre bäst gott god goda bli blir leva lever förändra förändrar ändra stoppa stoppar lycklig lyckligt rättvist rättvis rättvisa nuförtiden egentligen någonsin allt rätt fel ordning vill vilja mening värld världen vara är problem problemen hela stora hållbart hållbar hållbara snällare snälla idag i dag framtid framtiden lyckas räddas löses klara klarar minskar avskaffa avskaffar världens utrota utrotar få får jämlikt fungera"),
		here:    words("här vårt våra vår oss hos kommunen byn skolan"),

		smallThings: words("stol stolar stolarna stolen bord bordet borden mugg muggar muggarna kopp koppar kopparna krok kroken krokar etikett etiketter rad raden typsnitt typsnittet tejp tejpen skrivare skrivaren mjölk mjölken kaffe kaffet sladd sladden förlängningssladden förlängningssladd nyckel nyckeln nycklarna skylt skylten skyltar färg färgen lampa lampan servetter servett servetterna inbjudan affisch affischen namnlapp namnlappar namnlapparna pärm pärmen gardiner gardinerna logga loggan rubrik rubriken penna pennor pennorna projektor projektorn kanelbullar bullar bullarna fika fikat tårta kakor kakorna dörrmatta matta mattan tallrikar glasen glödlampa soptunna soptunnan papperskorg papperskorgen bricka brickor hylla hyllan whiteboard kabel kabeln termos termosar stavfel fotnot fotnoten mötet styrgruppsmöte styrgruppsmötet dag brevlåda brevlådan mapp mappen kylskåp kylskåpet kylskåpet diskmaskinen blommor blommorna krukväxter växter växterna kaffebryggaren toapapper"),
		smallDeeds:  words("placera placerar ställa ställer hänga hänger formulera formulerar vika viker stava stavar dammsuga diska diskar duka dukar koka kokar häfta skruva beställa beställer låsa låser märka köper brygger tömmer vattna vattnar märka bär"),
		moments:     words("måndag tisdag onsdag torsdag fredag lördag söndag måndagen tisdagen onsdagen torsdagen fredagen lördagen söndagen halv kvart klockan tolfte sjunde åttonde nionde tionde elfte sju åtta nio imorgon ikväll kl passar protokollet protokoll styrgruppsmöte styrgruppsmötet"),
		spots:       words("närmast hörnet köket pentryt hallen skåpet garderoben entrédörren dörren fönstret tre två väggen lådan receptionen konferensrummet bytesboden förrådet"),
	}
}
