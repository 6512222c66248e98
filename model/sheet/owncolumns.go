package sheet

import (
	"slices"
	"strings"
)

// OwnColumns are the headings of Verkstad's own export, by their stable names, which are the
// same in every language.
func OwnColumns() []string {
	names := make([]string, len(ownHeadings))
	for i, h := range ownHeadings {
		names[i] = h.stable
	}
	return names
}

// OwnHeading returns one of [OwnColumns] as people read it in a language, "sv" or "en".
func OwnHeading(stable, lang string) string { return inLanguage(ownHeadings, stable, lang) }

// OwnValue returns one of the fixed values in a column of Verkstad's own export, in a row of
// a kind, as people read it in a language; other values, and those of other columns, as they
// are.
func OwnValue(kind, column, value, lang string) string {
	if kind == string(Question) && column == "status" {
		return inLanguage(questionKinds, value, lang)
	}
	return inLanguage(ownValues[column], value, lang)
}

// questionKinds are the values of the status of questions.
var questionKinds = []word{{"open", "öppen", "open"}, {"closed", "sluten", "closed"}}

// word is a word of the export: its stable name, and what people read.
type word struct{ stable, sv, en string }

func (w word) in(lang string) string {
	switch lang {
	case "sv":
		return w.sv
	case "en":
		return w.en
	}
	return w.stable
}

func inLanguage(words []word, stable, lang string) string {
	for _, w := range words {
		if w.stable == stable {
			return w.in(lang)
		}
	}
	return stable
}

// ownHeadings are the columns in their order. New ones are added at the end.
var ownHeadings = []word{
	{"id", "Nr", "No."}, {"kind", "Slag", "Kind"}, {"text", "Text", "Text"}, {"sector", "Sektor", "Sector"}, {"author", "Av", "By"},
	{"category", "Kategori", "Category"}, {"cluster", "Kluster", "Cluster"}, {"phase", "Moment", "Step"}, {"dots", "Prickar", "Dots"}, {"voters", "Röstande", "Voters"},
	{"chosen", "Vald", "Chosen"}, {"support", "Vill gå vidare", "Want to go on"}, {"from", "Ur nr", "From no."}, {"who", "Vem", "Who"}, {"when", "När", "When"},
	{"status", "Läge", "State"}, {"note", "Kommentar", "Remark"}, {"goals", "Globala mål", "Global goals"}, {"parked", "Parkerad", "Parked"}, {"hidden", "Dold", "Hidden"},
	{"merged", "Del av nr", "Part of no."}, {"session", "Pass", "Session"}, {"targets", "Delmål", "Targets"}, {"consent", "Bekräftat", "Confirmed"},
	{"writer", "Nedskrivet av", "Written down by"}, {"follower", "Läget enligt", "State as told by"}, {"about", "Om nr", "About no."},
}

// yesWords are the values of what is so or not.
var yesWords = []word{{"yes", "ja", "yes"}}

// ownValues are the fixed values by column.
var ownValues = map[string][]word{
	"kind": {
		{"idea", "idé", "idea"}, {"note", "anteckning", "note"}, {"cluster", "kluster", "cluster"}, {"question", "fråga", "question"}, {"commitment", "åtagande", "commitment"},
	},
	"sector": {
		{"civil", "idéburen sektor", "civil society"}, {"public", "offentlig sektor", "public sector"}, {"business", "näringsliv", "business"},
		{"academia", "akademi", "academia"}, {"entrepreneur", "samhällsentreprenör", "social entrepreneur"},
	},
	"status": {
		{"open", "öppet", "open"}, {"going-on", "på gång", "under way"}, {"done", "klart", "done"}, {"dropped", "blev inte av", "dropped"},
	},
	"consent": {
		{"not asked", "inte tillfrågad", "not asked"}, {"waiting", "väntar på svar", "waiting"}, {"agreed", "ja", "agreed"}, {"refused", "tackade nej", "declined"},
	},
	"writer": {{"#host", "processledaren", "the facilitator"}},
	"chosen": yesWords, "parked": yesWords, "hidden": yesWords,
}

// ownLanguages are the languages in which the export is read by people.
var ownLanguages = []string{"sv", "en"}

// stableNames gives an export that was written for people the headings and the values that
// it has for programs; other tables stay as they are.
func stableNames(head record, rows []record) {
	for _, lang := range ownLanguages {
		at := func(stable string) int { return slices.Index(head.cells, OwnHeading(stable, lang)) }
		if slices.ContainsFunc(ownColumns, func(stable string) bool { return at(stable) < 0 }) {
			continue
		}
		columns := map[int]string{}
		for _, h := range ownHeadings {
			if i := at(h.stable); i >= 0 {
				columns[i] = h.stable
			}
		}
		for i, stable := range columns {
			head.cells[i] = stable
			words := ownValues[stable]
			if stable == "status" {
				words = slices.Concat(words, questionKinds)
			}
			for _, w := range words {
				for _, r := range rows {
					if i < len(r.cells) && strings.EqualFold(strings.TrimSpace(r.cells[i]), w.in(lang)) {
						r.cells[i] = w.stable
					}
				}
			}
		}
		return
	}
}
