package bench

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"verkstad/sshserver/loadtest"
)

var (
	burstRate = flag.Int("rate", 100, "ideas a second in a burst")
	burstFor  = flag.Duration("burst", 5*time.Second, "how long a burst lasts")
)

// BenchmarkBurst is a hundred ideas a second from a hundred people who do not
// wait for each other, while eight others type slowly and want to see each
// letter at once. Those eight are in a process of their own: in that of the
// thousand, what a letter waits for would be the thousand terminals' own work.
// The times are to all screens of everybody else; an idea that
// comes together with so many newer ones that there is no room for it counts as
// seen with them, and is counted as passed. The floor writes as many bytes to
// each terminal as Verkstad did just before, as often. Each round is one burst:
// use -benchtime 1x.
func BenchmarkBurst(b *testing.B) {
	eachCrowd(b, func(b *testing.B, n int) {
		sent, every := 900, 50*time.Millisecond // until Verkstad has said how it was
		b.Run(fmt.Sprintf("verkstad/%d", n), func(b *testing.B) { sent, every = measureBurst(b, n, startVerkstad(b).server()) })
		b.Run(fmt.Sprintf("floor/%d", n), func(b *testing.B) {
			s := startFloor(b, sent, every)
			s.screens = true
			measureBurst(b, n, s)
		})
	})
}

// measureBurst lets n people in and has a burst come over them. It returns how
// many bytes an update had, and how often each was sent one.
func measureBurst(b *testing.B, n int, s server) (sent int, every time.Duration) {
	l := startLoad(b)
	l.ask(b, s.join(n))
	typists := startLoad(b)
	typists.ask(b, s.join(writers))
	var all report
	var busy, took time.Duration
	for b.Loop() {
		l.ask(b, order{Do: "fill", Rate: *burstRate})
		cpu := s.cpu()
		slowly := order{Do: "type slowly", For: *burstFor}
		typists.begin(b, slowly)
		r := l.ask(b, order{Do: "burst", Rate: *burstRate, For: *burstFor})
		busy, took = busy+s.cpu()-cpu, took+r.Took
		all.Echo = append(all.Echo, typists.end(b, slowly).Echo...)
		all.add(r)
		all.add(l.ask(b, order{Do: "seen"}))
	}
	if s.members {
		l.ask(b, order{Do: "compare"})
	}
	reportSpread(b, "", all.Times)
	reportSpread(b, "echo-", all.Echo)
	b.ReportMetric(float64(all.Ideas)/took.Seconds(), "ideas/s")
	b.ReportMetric(float64(all.Bytes)/float64(all.Ideas)/float64(n), "B/idea/terminal")
	b.ReportMetric(float64(all.Updates)/took.Seconds()/float64(n), "updates/s/terminal")
	b.ReportMetric(100*busy.Seconds()/took.Seconds(), "%-of-a-core")
	b.ReportMetric(100*all.CPU.Seconds()/took.Seconds(), "load-%-of-a-core")
	b.ReportMetric(float64(all.Passed), "passed")
	b.ReportMetric(float64(all.Missing), "missing")
	typists.stop()
	l.stop()
	return int(all.Bytes / all.Updates), took * time.Duration(n) / time.Duration(all.Updates)
}

// manyWriters is how many take part in a burst.
const manyWriters = 100

// burst has many people write, each at their own time.
func (g *generator) burst(rate int, during time.Duration) (report, error) {
	start, cpu, bytes, updates := time.Now(), cpuTime(), g.crowd.Bytes(), g.crowd.Updates()
	var err error
	g.sights, err = g.post(rate, int(during.Seconds()*float64(rate)))
	return report{
		Took: time.Since(start), Bytes: g.crowd.Bytes() - bytes, Updates: g.crowd.Updates() - updates, CPU: cpuTime() - cpu,
	}, err
}

// typeTogether has some people type for a time.
func (g *generator) typeTogether(ctx context.Context, during time.Duration) (report, error) {
	typing, stop := context.WithTimeout(ctx, during)
	defer stop()
	var hands sync.WaitGroup
	echoes := make([][]time.Duration, min(writers, g.crowd.Len()))
	errs := make([]error, len(echoes))
	for i := range echoes {
		hands.Go(func() { echoes[i], errs[i] = g.typeSlowly(typing, i) })
	}
	hands.Wait()
	return report{Echo: slices.Concat(echoes...)}, errors.Join(errs...)
}

// fill fills the screens with ideas, so that the next differ in every letter
// from what stands in their places.
func (g *generator) fill(ctx context.Context, rate int) (report, error) {
	var err error
	if g.sights, err = g.post(rate, loadtest.DistinctMarkers); err != nil {
		return report{}, err
	}
	return g.seen(ctx)
}

// seen waits until everybody is past the ideas of a burst. Two more are written,
// by two people, when those are surely on the board: a person who sees another's
// idea knows them.
func (g *generator) seen(ctx context.Context) (report, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	time.Sleep(loadtest.CertainOrder + 100*time.Millisecond) // what is sent so much later is certainly later on the board
	last, err := g.post(10, 2)
	if err != nil {
		return report{}, err
	}
	for _, s := range last {
		g.crowd.Await(ctx, s)
	}
	r := report{Ideas: len(g.sights)}
	for _, s := range g.sights {
		seen := g.crowd.Await(ctx, s)
		r.Times, r.Missing, r.Passed = append(r.Times, seen.Times...), r.Missing+seen.Missing, r.Passed+seen.Passed
	}
	return r, nil
}

// post has ideas written, rate a second, each by the next of many who have no
// whole screens, if there are others.
func (g *generator) post(rate, ideas int) ([]*loadtest.Sight, error) {
	first := min(writers, g.crowd.Len()-1)
	many := min(manyWriters, g.crowd.Len()-first)
	sights := make([]*loadtest.Sight, 0, ideas)
	start := time.Now()
	for i := range ideas {
		time.Sleep(time.Until(start.Add(time.Duration(i) * time.Second / time.Duration(rate)))) // the pace that is measured
		s, err := g.crowd.Post(first+g.ideas%many, g.ideas)
		g.ideas++
		if err != nil {
			return sights, err
		}
		sights = append(sights, s)
	}
	return sights, nil
}

// clearLine is the key that takes back what was typed.
const clearLine = "\x15"

// typeSlowly types letter after letter, each when the one before is seen and a
// little later, until ctx ends, and takes it all back. It returns how long each
// letter took.
func (g *generator) typeSlowly(ctx context.Context, who int) (echoes []time.Duration, err error) {
	const longest, pause = 40, 60 * time.Millisecond
	text := ""
	for n := 0; ctx.Err() == nil; n++ {
		letter, first := string(rune('a'+n%26)), false
		if len(text) == longest || text == "" {
			text, first = "", true
			letter = fmt.Sprintf("så här %d %d ", who, n) // no letter alone is to be found elsewhere
			if err := g.crowd.Press(who, clearLine); err != nil {
				return echoes, err
			}
		}
		text += letter
		waiting, stop := context.WithTimeout(context.Background(), patience)
		echo, err := g.crowd.TypeMore(waiting, who, letter, strings.TrimSpace(text))
		stop()
		if err != nil {
			return echoes, err
		}
		if !first {
			echoes = append(echoes, echo)
		}
		time.Sleep(pause) // between two keys of a person
	}
	return echoes, g.crowd.Press(who, clearLine)
}
