package loadtest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"verkstad/ui/frame"
	"verkstad/ui/i18n"
)

// Reporter says where and how a rehearsal is reported.
type Reporter struct {
	Words *i18n.Words
	Out   io.Writer // receives the result
	Live  io.Writer // receives a progress line that is overwritten; nil for none
	JSON  bool      // writes the result as JSON
}

// Report runs a rehearsal and writes its result: progress on a line that is overwritten,
// and at the end a table, or JSON.
func (p Reporter) Report(ctx context.Context, plan Plan) error {
	if p.Live != nil {
		plan.Progress = func(now Progress) { _, _ = fmt.Fprint(p.Live, "\r"+p.progressLine(now)+"\x1b[K") }
	}
	result, err := Run(ctx, plan)
	if p.Live != nil {
		_, _ = fmt.Fprint(p.Live, "\r\x1b[K")
	}
	if err != nil && result.People == 0 {
		return err
	}
	return errors.Join(err, p.write(result)) // what was measured before an error is reported too
}

func (p Reporter) write(r Result) error {
	if p.JSON {
		enc := json.NewEncoder(p.Out)
		enc.SetIndent("", "  ")
		return enc.Encode(r)
	}
	_, err := io.WriteString(p.Out, p.table(r))
	return err
}

// progressLine says how far it has come, with the median of each of the last seconds.
func (p Reporter) progressLine(now Progress) string {
	values := make([]float64, len(now.Recent))
	last := "–"
	for i, d := range now.Recent {
		values[i] = float64(d)
		last = p.millis(d)
	}
	spark := frame.Draw(len(values), 1, func(c *frame.Canvas) { frame.Spark(c, 0, 0, values, frame.Style{}) })
	return p.Words.T("cli.rehearse.live", "In", now.In, "People", now.People, "Actions", now.Actions,
		"Misses", now.Misses, "Spark", spark.Plain(), "Last", last)
}

func (p Reporter) millis(d time.Duration) string {
	return p.Words.T("cli.rehearse.millis", "N", strconv.FormatFloat(float64(d.Microseconds())/1000, 'f', 1, 64))
}

// table returns the result, a line for each figure.
func (p Reporter) table(r Result) string {
	t := p.Words.T
	seconds := func(d time.Duration) string {
		return p.Words.T("cli.rehearse.seconds", "N", strconv.FormatFloat(d.Seconds(), 'f', 1, 64))
	}
	spread := func(s Spread) string {
		return p.Words.T("cli.rehearse.spread", "Half", p.millis(s.P50), "Most", p.millis(s.P95), "Nearly", p.millis(s.P99), "Last", p.millis(s.Last))
	}
	rows := [][2]string{
		{t("cli.rehearse.row.people"), strconv.Itoa(r.People)},
		{t("cli.rehearse.row.whole"), strconv.Itoa(r.Whole)},
		{t("cli.rehearse.row.join"), seconds(r.JoinTime)},
		{t("cli.rehearse.row.actions"), strconv.Itoa(r.Actions)},
		{t("cli.rehearse.row.ideas"), strconv.Itoa(r.Ideas)},
		{t("cli.rehearse.row.screens"), spread(r.Screens)},
		{t("cli.rehearse.row.echo"), spread(r.Echo)},
		{t("cli.rehearse.row.passed"), strconv.Itoa(r.Passed)},
		{t("cli.rehearse.row.misses"), strconv.Itoa(r.Misses)},
		{t("cli.rehearse.row.bytes"), strconv.Itoa(int(r.PerUpdate))},
	}
	if r.Compared > 0 {
		rows = append(rows, [2]string{t("cli.rehearse.row.differing"), p.Words.T("cli.rehearse.of", "N", r.Differing, "Of", r.Compared)})
	}
	if r.Memory > 0 && r.Took > 0 {
		percent := 100 * r.ServerCPU.Seconds() / r.Took.Seconds()
		rows = append(rows, [2]string{t("cli.rehearse.row.cpu"), p.Words.T("cli.rehearse.percent", "N", strconv.Itoa(int(percent+0.5)))},
			[2]string{t("cli.rehearse.row.memory"), p.Words.Bytes(int64(r.Memory))})
	}
	rows = append(rows, [2]string{t("cli.rehearse.row.hostkey"), r.HostKey})
	wide := 0
	for _, row := range rows {
		wide = max(wide, frame.Width(row[0]))
	}
	var b strings.Builder
	for _, row := range rows {
		b.WriteString(row[0] + strings.Repeat(" ", wide-frame.Width(row[0])+2) + row[1] + "\n")
	}
	return b.String()
}
