package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"verkstad/model/alike"
	"verkstad/model/sheet"
	"verkstad/model/text"
	"verkstad/ui/command"
	"verkstad/ui/ideaimport"
)

// runAlike says which ideas of a file are alike, or sorts them.
func runAlike(_ context.Context, _ Program, o *Options, asked command.Parsed) error {
	ideas, err := alikeIdeas(o, asked.Arg(0), asked.Flag("column"))
	if err != nil {
		return err
	}
	if asked.Has("clusters") {
		return sayClusters(o, ideas, asked.Has("json"))
	}
	return sayPairs(o, ideas, asked.Has("json"))
}

// numbered is an idea of a file with what it is called there.
type numbered struct {
	id   json.RawMessage // its id, else its line from 1
	text string
}

// alikeIdeas reads the ideas of a table, or of a file with a JSON object a line.
func alikeIdeas(o *Options, file, column string) ([]numbered, error) {
	raw, err := read(o, file, sheet.MaxFile)
	if err != nil {
		return nil, err
	}
	var ideas []numbered
	if isJSONLines(file, raw) {
		ideas, err = jsonIdeas(file, raw, column)
	} else {
		ideas, err = tableIdeas(o, file, raw, column)
	}
	switch {
	case err != nil:
		return nil, err
	case len(ideas) == 0:
		return nil, &failure{"alike.empty", []any{"File", file}, Failed}
	case len(ideas) > alike.Most:
		return nil, &failure{"alike.toomany", []any{"File", file, "N", len(ideas), "Most", alike.Most}, Failed}
	}
	return ideas, nil
}

// isJSONLines goes by the file's name, or by how it begins where that says
// nothing.
func isJSONLines(file string, raw []byte) bool {
	switch strings.ToLower(filepath.Ext(file)) {
	case ".jsonl", ".ndjson":
		return true
	case ".csv", ".tsv":
		return false
	}
	return bytes.HasPrefix(bytes.TrimSpace(raw), []byte("{"))
}

// textKeys is what the text of an idea may be called, best first.
var textKeys = []string{"text", "idea", "idé", "ide", "comment-body", "comment", "förslag", "body", "title"}

func jsonIdeas(file string, raw []byte, column string) ([]numbered, error) {
	keys := textKeys
	if column != "" {
		keys = []string{column}
	}
	var out []numbered
	for n, line := range bytes.Split(bytes.TrimPrefix(raw, []byte("\ufeff")), []byte("\n")) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var object map[string]json.RawMessage
		if !utf8.Valid(line) || json.Unmarshal(line, &object) != nil || object == nil {
			return nil, &failure{"alike.badline", []any{"File", file, "Line", n + 1}, Failed}
		}
		at := slices.IndexFunc(keys, func(key string) bool { return object[key] != nil })
		if at < 0 {
			return nil, &failure{"alike.nokey", []any{"File", file, "Line", n + 1, "Key", keys[0]}, Failed}
		}
		var said *string
		if json.Unmarshal(object[keys[at]], &said) != nil {
			return nil, &failure{"alike.nokey", []any{"File", file, "Line", n + 1, "Key", keys[at]}, Failed}
		}
		if said != nil && strings.TrimSpace(*said) != "" {
			out = append(out, numbered{jsonID(object["id"], n+1), *said})
		}
	}
	return out, nil
}

// jsonID is an id that is a number or a text, else the line.
func jsonID(id json.RawMessage, line int) json.RawMessage {
	if len(id) > 0 && (id[0] == '"' || id[0] == '-' || id[0] >= '0' && id[0] <= '9') {
		return id
	}
	return json.RawMessage(strconv.Itoa(line))
}

// tableIdeas reads a table as the import does. The reader knows no ids but
// those of our own export, so a column of that name is asked for as another.
func tableIdeas(o *Options, file string, raw []byte, column string) ([]numbered, error) {
	how := sheet.Options{Column: column, Shorten: true}
	table, err := sheet.Read(raw, how)
	hasID := func(c sheet.Column) bool { return strings.EqualFold(c.Name, "id") && c.Role != sheet.Text }
	found := err == nil && slices.ContainsFunc(table.Columns, hasID)
	if found {
		how.Author = table.Columns[slices.IndexFunc(table.Columns, hasID)].Name
		table, err = sheet.Read(raw, how)
	}
	if err != nil {
		return nil, &ideaimport.Refusal{Text: ideaimport.NewSpeaker(o.Words, file).Problem(err)}
	}
	var out []numbered
	for _, r := range table.Rows {
		id := strconv.Itoa(r.Line)
		if found && r.Author != "" {
			if id = r.Author; strconv.Itoa(atoi(id)) != id {
				id = strconv.Quote(id)
			}
		}
		out = append(out, numbered{json.RawMessage(id), r.Text})
	}
	return out, nil
}

// atoi is the number that s is, or 0.
func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

func newAlikeSet(ideas []numbered) *alike.Set {
	var texts []string
	for _, i := range ideas {
		texts = append(texts, i.text)
	}
	return alike.NewSet(texts)
}

// sayPairs prints the near-duplicates, surest first.
func sayPairs(o *Options, ideas []numbered, asJSON bool) error {
	pairs := newAlikeSet(ideas).Pairs()
	for _, p := range pairs {
		a, b, sure := ideas[p.A], ideas[p.B], float64(int(p.Sure*100+0.5))/100
		var err error
		if asJSON {
			err = jsonLine(o, struct {
				Pair [2]json.RawMessage `json:"pair"`
				Sure float64            `json:"sure"`
			}{[2]json.RawMessage{a.id, b.id}, sure})
		} else {
			err = say(o, "alike.pair", "A", oneLine(string(a.id)), "B", oneLine(string(b.id)), "Sure", int(sure*100), "TextA", oneLine(a.text), "TextB", oneLine(b.text))
		}
		if err != nil {
			return err
		}
	}
	if len(pairs) == 0 && !asJSON {
		return say(o, "alike.none")
	}
	return nil
}

// sayClusters prints the first sorting, in the order of the file as data, else
// cluster by cluster. What stands alone has no cluster: null.
func sayClusters(o *Options, ideas []numbered, asJSON bool) error {
	clusters := newAlikeSet(ideas).Clusters()
	names := make([]*string, len(ideas))
	for c := range clusters {
		for _, i := range clusters[c].Members {
			names[i] = &clusters[c].Name
		}
	}
	if asJSON {
		for i, name := range names {
			if err := jsonLine(o, struct {
				ID      json.RawMessage `json:"id"`
				Cluster *string         `json:"cluster"`
			}{ideas[i].id, name}); err != nil {
				return err
			}
		}
		return nil
	}
	var alone []int
	for i, name := range names {
		if name == nil {
			alone = append(alone, i)
		}
	}
	if len(alone) > 0 {
		clusters = append(clusters, alike.Cluster{Name: o.Words.T("alike.alone"), Members: alone})
	}
	for _, c := range clusters {
		lines := []string{oneLine(c.Name)}
		for _, i := range c.Members {
			lines = append(lines, "  "+oneLine(string(ideas[i].id))+"  "+oneLine(ideas[i].text))
		}
		if err := put(o, "", []byte(strings.Join(lines, "\n")+"\n")); err != nil {
			return err
		}
	}
	return nil
}

// oneLine is a text as it may stand in a line of a terminal.
func oneLine(s string) string { return strings.Join(strings.Fields(text.Draw(s)), " ") }
