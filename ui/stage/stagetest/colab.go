package stagetest

import (
	"fmt"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
)

// Moment is how far a co-lab has come.
type Moment int

// The moments of [CoLab], each with all before it.
const (
	Waiting    Moment = iota // everybody has joined, nothing has begun
	CheckingIn               // half have said why they came
	Talking                  // three hands are up
	Gathering                // ideas are in, not shown yet
	Revealed                 // ideas are shown
	Clustering               // most ideas lie in clusters
	Defining                 // questions are proposed and supported
	Voting                   // a secret round is open, most have voted
	Counted                  // it is closed
	Committing               // commitments are made
	Rating                   // feedback is given
	Ended                    // the workshop is closed
)

type someone struct {
	name   string
	sector model.Sector
}

var people = []someone{
	{"Åsa", model.CivilSociety}, {"Bengt", model.PublicSector}, {"Cecilia", model.Business},
	{"Dilan", model.Academia}, {"Elif", model.Entrepreneur}, {"Frida", model.CivilSociety},
	{"Göran", model.PublicSector}, {"Hanna", model.Business}, {"Ibrahim", model.CivilSociety},
	{"Jenny", model.PublicSector}, {"Kim", model.Entrepreneur}, {"Lars", model.Academia},
	{"Märta", model.CivilSociety}, {"Nils", model.Business},
}

var ideas = []string{
	"Verktygspool i varje by: låna borrmaskin i stället för att köpa",
	"Byggmaterial från rivning säljs vidare på återvinningscentralen",
	"Matsvinn från skolkök blir kvällens soppa på träffpunkten",
	"Lagarkafé på biblioteket en lördag i månaden",
	"Kommunens gamla möbler först till föreningarna",
	"Klädbytardag på alla skolor före terminsstart",
	"Cykelverkstad där unga lär sig av pensionärer",
	"Överskott från grönsaksodlare till förskolorna",
	"Digital anslagstavla: det här har vi över just nu",
	"Fritidsbank: låna skridskor, skidor och tält gratis",
	"Krav på återbrukat inredning i kommunens upphandling",
	"Sy om arbetskläder från företag till väskor",
	"Studenter kartlägger vad företag i trakten slänger",
	"Gemensam lastbil som hämtar överblivet en gång i veckan",
	"Plantbyte på torget i maj",
	"Reparera i stället för att kasta: hyllor med reservdelar",
	"Barnvagnar och bilbarnstolar som lånas ut av BVC",
	"Spill från snickeriet till slöjdsalarna",
	"Kurs i att laga vitvaror, med intyg",
	"Kaffesump från kaféerna till svampodling",
	"Elektronik rensas och ges till nyanlända",
	"Pantsystem för matlådor på lunchrestaurangerna",
	"Loppis på parkeringen efter stängning",
	"En mätare på torget som visar hur mycket vi sparat i dag",
}

type heap struct {
	title string
	ideas []int // places in ideas
}

var heaps = []heap{
	{"Låna och dela i byn", []int{0, 9, 16}},
	{"Byggmaterial som får ett liv till", []int{1, 4, 10, 17}},
	{"Maten som blir över", []int{2, 7, 19, 21}},
	{"Laga tillsammans", []int{3, 6, 15, 18}},
	{"Kläder och textil", []int{5, 11}},
	{"Hitta det som finns", []int{8, 12, 13, 20}},
}

type wording struct {
	text   string
	heap   int
	chosen bool
	kind   model.QuestionKind
	fans   []int // places in people
}

var wordings = []wording{
	{"Hur kan vi göra det lättare att låna än att köpa?", 0, true, model.OpenQuestion, []int{0, 1, 2, 4, 5, 8, 9}},
	{"Ska kommunen ha en verktygspool?", 0, false, model.ClosedQuestion, []int{6}},
	{"Hur får vi byggmaterial att gå runt en gång till?", 1, true, model.OpenQuestion, []int{1, 2, 3, 7, 10, 13}},
	{"Vad skulle krävas för att ingen mat slängs i våra skolor?", 2, true, model.OpenQuestion, []int{0, 3, 5, 9, 11}},
	{"Hur kan fler lära sig att laga det som går sönder?", 3, true, model.Unmarked, []int{4, 6, 12}},
	{"Hur vet vi vad grannen har över?", 5, false, model.OpenQuestion, []int{12, 13}},
}

type promise struct {
	by              int
	what, who, when string
	question        int
}

var promises = []promise{
	{0, "Frågar byalaget om vi får använda bygdegårdens förråd", "Åsa och Göran", "före 10 december", 0},
	{2, "Räknar hur mycket trä vi slänger på en vecka", "Cecilia", "vecka 49", 2},
	{3, "Bjuder in skolköket till ett samtal om svinn", "Dilan, Jenny", "15 december", 3},
	{6, "Öppnar verkstaden en kväll på prov", "Göran", "i januari", 4},
}

var hellos = []string{
	"Jag vill veta vem mer som håller på med det här.", "Vi slänger för mycket på jobbet.",
	"Min dotter undrade varför jag köper nytt.", "Nyfiken på vad andra sektorer ser.",
	"Har en lada full av virke.", "Jag saknar ett ställe att laga saker på.",
	"Kommunen behöver höra det här.",
}

// CoLab is a co-lab about reuse, with fourteen people of five sectors, that
// has come to a moment. Its texts are Swedish.
func CoLab(tb testing.TB, until Moment) *Room {
	tb.Helper()
	c := &coLab{Room: NewRoom(tb)}
	m, ok := method.Get("colab")
	if !ok {
		tb.Fatal("there is no co-lab")
	}
	c.Must(model.Host, model.CreateWorkshop{
		Title: "Återbruk och cirkulär ekonomi", Method: m.ID, Node: "Lund", Series: "Återbruk i Lund",
		Number: 1, Lang: "sv", Phases: m.Agenda(1),
	})
	steps := []func(){
		c.open, c.checkIn, c.talk, c.gather, c.reveal, c.cluster,
		c.define, c.vote, c.count, c.commit, c.rate, c.end,
	}
	for i, step := range steps {
		if Moment(i) <= until {
			step()
			c.Pass(90 * time.Second)
		}
	}
	return c.Room
}

// coLab is a co-lab on its way, with the items it has made.
type coLab struct {
	*Room
	ideas, clusters, questions []model.ItemID
}

func (c *coLab) open() {
	for _, p := range people {
		c.Join(p.name, p.sector)
	}
}

func (c *coLab) checkIn() {
	c.Go(method.Checkin)
	for i, text := range hellos {
		c.Must(c.People[i*2%len(c.People)], model.CheckIn{Text: text})
	}
}

func (c *coLab) talk() {
	c.Go(method.Talk)
	for _, i := range []int{6, 3, 8} {
		c.Must(c.People[i], model.MoveHand{Up: true})
	}
	c.Must(c.People[2], model.MarkReady{Ready: true})
}

func (c *coLab) gather() {
	c.Go(method.Gather)
	for i, text := range ideas {
		c.ideas = append(c.ideas, c.Must(c.People[i*5%len(c.People)], model.AddIdea{Text: text}))
	}
	c.Must(c.People[1], model.AddIdea{Text: "Vem betalar för lokalen?", Parked: true})
}

func (c *coLab) reveal() { c.Must(model.Host, model.Reveal{}) }

func (c *coLab) cluster() {
	c.Go(method.Cluster)
	for i, h := range heaps {
		var in []model.ItemID
		for _, at := range h.ideas {
			in = append(in, c.ideas[at])
		}
		c.clusters = append(c.clusters, c.Must(c.People[i], model.CreateCluster{Title: h.title, Ideas: in}))
	}
}

func (c *coLab) define() {
	c.Go(method.Define)
	for i, w := range wordings {
		id := c.Must(c.People[(i*3)%len(c.People)], model.AskQuestion{Text: w.text, Cluster: c.clusters[w.heap]})
		c.questions = append(c.questions, id)
		if w.kind != model.Unmarked {
			c.Must(c.People[i], model.MarkQuestion{ID: id, Kind: w.kind})
		}
		for _, fan := range w.fans {
			c.Must(c.People[fan], model.SupportQuestion{ID: id, Support: true})
		}
		if w.chosen {
			c.Must(model.Host, model.ChooseQuestion{ID: id, Chosen: true})
		}
	}
}

// vote opens a secret round on the four chosen questions. Everybody but the
// first and the last has voted; the result is 12, 12, 11 and 1 dots.
func (c *coLab) vote() {
	c.Go(method.Vote)
	c.Must(model.Host, model.OpenRound{Dots: 3, MaxPer: 2})
	a, b, d, e := c.questions[0], c.questions[2], c.questions[3], c.questions[4]
	ballots := [][]model.Dot{
		{{ID: a, N: 2}, {ID: b, N: 1}}, {{ID: b, N: 2}, {ID: d, N: 1}}, {{ID: d, N: 2}, {ID: a, N: 1}},
	}
	for i, p := range c.People[1 : len(c.People)-1] {
		dots := ballots[i%len(ballots)]
		if i == len(c.People)-3 {
			dots = []model.Dot{{ID: d, N: 1}, {ID: e, N: 1}, {ID: a, N: 1}}
		}
		c.Must(p, model.CastBallot{After: model.AfterAny, Dots: dots})
	}
}

func (c *coLab) count() { c.Must(model.Host, model.CloseRound{}) }

func (c *coLab) commit() {
	c.Go(method.Commit)
	for _, p := range promises {
		c.Must(c.People[p.by], model.MakeCommitment{
			What: p.what, Who: p.who, When: p.when, From: c.questions[p.question],
		})
	}
}

func (c *coLab) rate() {
	c.Go(method.Feedback)
	scores := []int{4, 3, 4, 2, 3, 4, 3, 1}
	lines := []string{"Mer tid för samtalen vid borden.", "", "Första gången alla kom till tals.", "", "Tydligt och bra.", "", "", "Lite för varmt i lokalen."}
	for i, score := range scores {
		c.Must(c.People[i+3], model.Rate{Score: score, Text: lines[i]})
	}
}

func (c *coLab) end() { c.Must(model.Host, model.EndWorkshop{}) }

// Crowd lets n more people in, of all sectors, named Deltagare 1 and on.
func (r *Room) Crowd(n int) {
	for i := range n {
		r.Join(fmt.Sprintf("Deltagare %d", i+1), model.Sectors[i%len(model.Sectors)])
	}
}
