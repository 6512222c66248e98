package report

import (
	"slices"
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/model/method"
)

// ScoreName returns what a score on the scale of an activity is called, in lower case; empty
// if only its number is.
func ScoreName(w Words, a method.Activity, score int) string {
	if id := "scale." + string(a) + "." + strconv.Itoa(score); w.Has(id) {
		return w.T(id)
	}
	return ""
}

// Mean returns the mean of the answers with one decimal, as the language writes it.
func Mean(w Words, r model.Ratings) string {
	return strings.Replace(strconv.FormatFloat(r.Mean(), 'f', 1, 64), ".", w.T("unit.decimal"), 1)
}

// MeanSaid returns a sentence, without a full stop, that says what the answers come to.
func MeanSaid(w Words, r model.Ratings) string {
	if id := "scale." + string(r.Activity) + ".mean"; w.Has(id) {
		return w.T(id, "Mean", Mean(w, r))
	}
	return w.T("report.ratings.mean", "Mean", Mean(w, r), "High", r.Scale.High)
}

// Untold says why the answers are not told; empty if they are, or there are none.
func Untold(w Words, r model.Ratings) string {
	switch {
	case r.Told() || r.Given == 0:
		return ""
	case r.Hidden:
		return w.T("report.ratings.hidden")
	}
	return w.N("report.ratings.few", model.MinGroup)
}

// RatingsTitle returns what the answers are to: the phase in which they were asked for, or
// the activity that asks once a workshop.
func RatingsTitle(w Words, r model.Ratings) string {
	if r.Phase != nil {
		if s := r.Phase.Title.In(w.Lang()); s != "" {
			return s
		}
	}
	return w.T("activity." + string(r.Activity))
}

// ratings writes what people answered on each scale, under a heading each.
func (p *docWriter) ratings(s selection) {
	for _, r := range p.b.AllRatings() {
		var phase model.PhaseID // 0 for an activity that asks once a workshop
		if r.Phase != nil {
			phase = r.Phase.ID
		}
		if s.has(phase) && !slices.Contains(p.rated, phase) {
			p.rated = append(p.rated, phase)
			p.ratingsOn(r)
		}
	}
}

// ratingsOn writes the mean, the distribution of the answers, and what people wrote, in an
// order that does not tell who wrote it.
func (p *docWriter) ratingsOn(r model.Ratings) {
	w := p.w
	p.heading(2, flat(RatingsTitle(w, r)))
	if why := Untold(w, r); why != "" {
		p.paragraph(why)
		return
	}
	p.paragraph(MeanSaid(w, r) + " (" + w.N("unit.answers", r.Given) + ").")
	scores, answers, rule := []string{w.T("report.ratings.score")}, []string{w.T("report.ratings.answers")}, "l"
	for i, n := range r.Counts {
		scores, answers, rule = append(scores, strconv.Itoa(r.Scale.Low+i)), append(answers, strconv.Itoa(n)), rule+"r"
	}
	p.row(scores...)
	p.rule(rule)
	p.row(answers...)
	p.gap()
	for _, line := range r.Texts {
		p.item(0, flat(line))
	}
	if len(r.Texts) > 0 {
		p.gap()
	}
}
