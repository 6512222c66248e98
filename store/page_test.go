package store_test

import (
	"fmt"
	"os"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"verkstad/model"
)

// A long log is read backwards a page at a time, each page as the whole log has
// it, while somebody writes, who notices nothing.
func TestALongLogIsReadInPagesWhileOthersWrite(t *testing.T) {
	events := 8_000
	if os.Getenv("VERKSTAD_LONG") != "" {
		events = 100_000
	}
	s := open(t, t.TempDir(), quiet)
	l, err := s.Create(ctx, model.CreateWorkshop{Title: "Träff", Phases: oneGather()})
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for w := range 64 {
		all.Go(func() {
			for i := range events / 64 {
				if _, err := l.Do(ctx, model.Host, "", model.DescribeWorkshop{Title: fmt.Sprint("Träff ", w, " ", i)}); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	whole, err := l.Records()
	if err != nil || len(whole) < events/2 {
		t.Fatalf("%d records, %v", len(whole), err)
	}

	stop, waits := make(chan struct{}), []time.Duration(nil)
	all.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
			}
			began := time.Now()
			if _, err := l.Do(ctx, model.Host, "", model.DescribeWorkshop{Title: fmt.Sprint("Under tiden ", i)}); err != nil {
				t.Error(err)
			}
			waits = append(waits, time.Since(began))
		}
	})
	began, longest := time.Now(), time.Duration(0)
	var paged []model.Record
	for last := uint64(len(whole)); last > 0; {
		at := time.Now()
		page, err := l.Page(last, 2000)
		if err != nil || len(page) == 0 || page[len(page)-1].Seq != last {
			t.Fatalf("the page up to %d has %d records: %v", last, len(page), err)
		}
		longest = max(longest, time.Since(at))
		paged = append(page, paged...)
		last = page[0].Seq - 1
	}
	took := time.Since(began)
	close(stop)
	all.Wait()
	if len(paged) != len(whole) {
		t.Fatalf("%d records in pages, %d in all", len(paged), len(whole))
	}
	for i := range whole {
		if !reflect.DeepEqual(paged[i], whole[i]) {
			t.Fatalf("record %d is %+v in its page and %+v in the log", i+1, paged[i], whole[i])
		}
	}
	slices.Sort(waits)
	p99 := waits[len(waits)*99/100]
	t.Logf("%d events: %v in all, the longest page %v; %d written meanwhile, p99 %v", len(whole), took, longest, len(waits), p99)
	if p99 > 2*time.Second {
		t.Errorf("who wrote meanwhile waited %v", p99)
	}
	if page, err := l.Page(3, 2); err != nil || len(page) != 2 || page[0].Seq != 2 {
		t.Errorf("%d records, %v", len(page), err)
	}
	if page, err := l.Page(0, 10); err != nil || len(page) != 0 {
		t.Errorf("before the first there are %d records, %v", len(page), err)
	}
}
