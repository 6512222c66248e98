package command

import (
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

// ID reads the number of an item, a person or a round: digits, with or
// without a # before them.
func (p Parsed) ID(s string) (model.ItemID, error) {
	n, err := strconv.Atoi(strings.TrimPrefix(s, "#"))
	if err != nil || n < 0 || n > model.MaxLaid {
		return 0, p.Wrong("line.wrong.notid", "Word", Clip(s))
	}
	return model.ItemID(n), nil
}

// IDs reads numbers; several may stand in one word with commas between.
func (p Parsed) IDs(words []string) ([]model.ItemID, error) {
	var out []model.ItemID
	for _, word := range words {
		for s := range strings.SplitSeq(strings.TrimSuffix(word, ","), ",") {
			if strings.Trim(s, "# ") == "" {
				return nil, p.Wrong("line.wrong.gap", "Word", Clip(word))
			}
			id, err := p.ID(s)
			if err != nil {
				return nil, err
			}
			out = append(out, id)
		}
	}
	return out, nil
}

// Span reads a range of numbers, 120-480 with both taken in; a number by itself is
// one of that alone.
func (p Parsed) Span(s string) (from, to model.ItemID, err error) {
	first, last, ranged := strings.Cut(s, "-")
	if from, err = p.ID(first); err != nil || !ranged {
		return from, from, err
	}
	if to, err = p.ID(last); err == nil && to < from {
		err = p.Wrong("line.wrong.notid", "Word", Clip(s))
	}
	return from, to, err
}

// Number is a flag that takes a whole number; 0 if it was not given. What it may be
// has been held to the table by [Parse].
func (p Parsed) Number(flag string) int {
	n, _ := strconv.Atoi(p.Flag(flag))
	return n
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
