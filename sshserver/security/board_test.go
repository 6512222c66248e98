package security

import (
	"os"
	"reflect"
	"slices"
	"sync"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/text/hostile"
	"verkstad/ui/stage/stagetest"
)

// long asks for the wide form of all tests.
var long = os.Getenv("VERKSTAD_LONG") != ""

// textFields are the names of what people write, in the events of the log.
var textFields = []string{"Title", "Text", "What", "Who", "When", "Note", "Name", "Node", "Series", "Author", "Was", "Detail", "CheckIn", "Method", "Place", "Host"}

// poison is a log in which every text is one of the corpus, as it would be if
// nothing had ever been cleaned: a database from elsewhere. from says with
// which text it begins, so that each comes to stand in other places.
func poison(records []model.Record, from int) []model.Record {
	p := poisoner{next: from, names: map[string]string{"larkonferens": "larkonferens"}} // whose report has parts of its own
	return p.log(records)
}

// log is a log with the next texts of the corpus.
func (p *poisoner) log(records []model.Record) []model.Record {
	out := make([]model.Record, len(records))
	for i, r := range records {
		copied := reflect.New(reflect.TypeOf(r.Event)).Elem()
		copied.Set(reflect.ValueOf(r.Event))
		p.walk(copied, false)
		r.Event = copied.Interface().(model.Event)
		out[i] = r
	}
	return out
}

type poisoner struct {
	next  int
	names map[string]string // what becomes of these, wherever they stand
}

// instead is what a text becomes.
func (p *poisoner) instead(of string) string {
	if name := p.names[of]; name != "" {
		return name
	}
	return p.text()
}

func (p *poisoner) text() string {
	p.next++
	return hostile.At(p.next)
}

var byLanguage = reflect.TypeFor[method.Text]()

// walk replaces texts in v; all says that v's strings are texts.
func (p *poisoner) walk(v reflect.Value, all bool) {
	switch {
	case v.Type() == byLanguage:
		texts := method.Text{}
		for lang := range v.Interface().(method.Text) {
			texts[lang] = p.text()
		}
		v.Set(reflect.ValueOf(texts))
	case v.Kind() == reflect.String:
		if all && v.String() != "" {
			v.SetString(p.instead(v.String()))
		}
	case v.Kind() == reflect.Pointer && !v.IsNil():
		copied := reflect.New(v.Type().Elem())
		copied.Elem().Set(v.Elem())
		p.walk(copied.Elem(), all)
		v.Set(copied)
	case v.Kind() == reflect.Slice && v.Len() > 0:
		copied := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(copied, v)
		for i := range copied.Len() {
			p.walk(copied.Index(i), all)
		}
		v.Set(copied)
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if field := v.Type().Field(i); field.IsExported() {
				named := field.Type == reflect.TypeFor[string]() || field.Type == reflect.TypeFor[[]string]()
				p.walk(v.Field(i), named && slices.Contains(textFields, field.Name))
			}
		}
	}
}

// moments are those of a co-lab: every activity, before and after.
var moments = []stagetest.Moment{
	stagetest.Waiting, stagetest.CheckingIn, stagetest.Talking, stagetest.Gathering, stagetest.Revealed, stagetest.Clustering,
	stagetest.Defining, stagetest.Voting, stagetest.Counted, stagetest.Committing, stagetest.Rating, stagetest.Ended,
}

// logs are the logs of a workshop at each moment, made once.
var (
	logsMu sync.Mutex
	logs   = map[stagetest.Moment][]model.Record{}
)

// poisoned is a co-lab at a moment with hostile texts everywhere.
func poisoned(t testing.TB, m stagetest.Moment, from int) *stagetest.Room {
	t.Helper()
	return stagetest.Replay(t, poison(records(t, m), from))
}

// records is the log of the workshop at a moment, with harmless texts.
func records(t testing.TB, m stagetest.Moment) []model.Record {
	t.Helper()
	logsMu.Lock()
	log := logs[m]
	logsMu.Unlock()
	if log != nil {
		return log
	}
	log, err := atMoment(t, m).Records()
	if err != nil {
		t.Fatal(err)
	}
	logsMu.Lock()
	defer logsMu.Unlock()
	if logs[m] == nil {
		logs[m] = log
	}
	return logs[m]
}

// poisonMethod gives a method hostile texts. Its id stays: that is no text.
func (p *poisoner) poisonMethod(m *method.Method) {
	v := reflect.ValueOf(m).Elem()
	id := m.ID
	p.walk(v, false)
	m.ID = id
}
