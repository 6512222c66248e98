package command

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"verkstad/model"
	"verkstad/model/text"
)

// Clip is a word as it is said again: drawable and short.
func Clip(s string) string {
	const most = 40
	runes := []rune(text.OneLine(s))
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return string(runes)
}

// plain is [Clip] for a sentence that puts no quotation marks around the word, which
// would not be seen where it is empty.
func plain(s string) string { return cmp.Or(Clip(s), `""`) }

// ID reads the number of an item, a person or a round: digits, with or
// without a # before them.
func (p Parsed) ID(s string) (model.ItemID, error) {
	n, err := strconv.Atoi(strings.TrimPrefix(s, "#"))
	if err != nil || n < 0 || n > model.MaxLaid {
		return 0, p.Wrong("line.wrong.notid", "Word", Clip(s))
	}
	return model.ItemID(n), nil
}

// Pieces is words that are lists parted: "3,7" and "8," are three. An empty piece is a
// usage error.
func (p Parsed) Pieces(words []string) ([]string, error) {
	var out []string
	for _, word := range words {
		for s := range strings.SplitSeq(strings.TrimSuffix(word, ","), ",") {
			if strings.Trim(s, "# ") == "" {
				return nil, p.Wrong("line.wrong.gap", "Word", Clip(word))
			}
			out = append(out, s)
		}
	}
	return out, nil
}

// IDs reads numbers; several may stand in one word with commas between.
func (p Parsed) IDs(words []string) ([]model.ItemID, error) {
	all, err := p.Pieces(words)
	if err != nil {
		return nil, err
	}
	var out []model.ItemID
	for _, s := range all {
		id, err := p.ID(s)
		if err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, nil
}

// TwoOrMore is [Parsed.IDs] of a command that is about at least two.
func (p Parsed) TwoOrMore(words []string) ([]model.ItemID, error) {
	ids, err := p.IDs(words)
	if err == nil && len(ids) < 2 {
		return nil, p.Wrong("command.wrong.toofew")
	}
	return ids, err
}

// Span is the numbers from one to another, with both taken in.
type Span struct{ From, To model.ItemID }

// Spans reads numbers and ranges of them, 120-480; several may stand in one word with
// commas between. A number by itself is a span of that alone.
func (p Parsed) Spans(words []string) ([]Span, error) {
	all, err := p.Pieces(words)
	if err != nil {
		return nil, err
	}
	var out []Span
	for _, s := range all {
		span, err := p.span(s)
		if err != nil {
			return nil, err
		}
		out = append(out, span)
	}
	return out, nil
}

func (p Parsed) span(s string) (out Span, err error) {
	first, last, ranged := strings.Cut(s, "-")
	if strings.Trim(first, "#") == "" || ranged && strings.Trim(last, "#") == "" {
		return out, p.Wrong("line.wrong.gap", "Word", Clip(s))
	}
	if out.From, err = p.ID(first); err != nil || !ranged {
		out.To = out.From
		return out, err
	}
	if out.To, err = p.ID(last); err == nil && out.To < out.From {
		err = p.Wrong("line.wrong.backwards", "Word", Clip(s), "From", int(out.To), "To", int(out.From))
	}
	return out, err
}

// Names is a flag that takes a name, or several with commas between; as it was written.
func (p Parsed) Names(flag string) (string, error) {
	written := p.Flag(flag)
	if !strings.Contains(written, ",") {
		return written, nil
	}
	for name := range strings.SplitSeq(written, ",") {
		if strings.TrimSpace(name) == "" {
			return "", p.Wrong("line.wrong.names", "Word", Clip(written))
		}
	}
	return written, nil
}

// Number is a flag that takes a whole number, or its default; 0 if it has none. What it
// may be has been held to the table.
func (p Parsed) Number(flag string) int {
	n, _ := strconv.Atoi(p.Value(flag))
	return n
}

// Time is a flag that takes a time, or its default; 0 if it has none.
func (p Parsed) Time(flag string) time.Duration {
	d, _ := time.ParseDuration(p.Value(flag))
	return d
}

// Dots reads what a voter gives: ID=N, for each ID once.
func (p Parsed) Dots(words []string) ([]model.Dot, error) {
	var out []model.Dot
	named := map[model.ItemID]bool{}
	for _, word := range words {
		left, right, ok := strings.Cut(word, "=")
		n, err := strconv.Atoi(right)
		if !ok || err != nil {
			return nil, p.Wrong("line.wrong.dots", "Word", Clip(word))
		}
		id, err := p.ID(left)
		if err != nil {
			return nil, err
		}
		if named[id] {
			return nil, p.Wrong("line.wrong.dotstwice", "Word", Clip(word), "ID", int(id))
		}
		named[id] = true
		out = append(out, model.Dot{ID: id, N: n})
	}
	return out, nil
}

// Duration reads 2m, -1m, 90s, 1h30m, or minutes as a bare number.
func (p Parsed) Duration(s string) (time.Duration, error) {
	if n, err := strconv.Atoi(s); err == nil && n > -10000 && n < 10000 {
		return time.Duration(n) * time.Minute, nil
	}
	d, err := time.ParseDuration(s)
	if err != nil {
		return 0, p.Wrong("line.wrong.duration", "Word", Clip(s))
	}
	return d, nil
}

// Choice reads one of some words.
func (p Parsed) Choice(s string, of ...string) (string, error) {
	s = strings.ToLower(s)
	for _, o := range of {
		if s == o {
			return o, nil
		}
	}
	return "", p.Wrong("line.wrong.choice", "Word", Clip(s), "Choices", strings.Join(of, ", "))
}

// TurnsOn reads positional word i, which turns something off: it is true where the
// word was left out, and false for the word off.
func (p Parsed) TurnsOn(i int, off string) (bool, error) {
	if i >= len(p.Args) {
		return true, nil
	}
	_, err := p.Choice(p.Args[i], off)
	return false, err
}
