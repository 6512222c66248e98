package web_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"verkstad/ui/browsertest"
)

// browser is a Chromium with the page in it. What is wrong is kept as a picture in the folder
// that VERKSTAD_SHOTS names.
type browser struct {
	context.Context
	t testing.TB
}

// openBrowser starts a Chromium of its own that speaks Swedish.
func openBrowser(t testing.TB) browser {
	t.Helper()
	return browser{browsertest.Open(t, 3*time.Minute, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("accept-lang", "sv-SE,sv"), chromedp.Flag("lang", "sv-SE"), chromedp.Env("LANGUAGE=sv")), t}
}

func (b browser) ok(err error) {
	b.t.Helper()
	if err != nil {
		b.shot("failed")
		b.t.Fatal(err)
	}
}

func (b browser) run(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	b.ok(chromedp.Do(b, actions...))
}

// call runs a command of the protocol.
func call[P, R any](b browser, cmd cdp.Command[P, R], p P) R {
	b.t.Helper()
	r, err := chromedp.Call(b, cmd, p)
	b.ok(err)
	return r
}

// phone makes it one of a size in CSS pixels.
func (b browser) phone(w, h int64) {
	b.t.Helper()
	call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: w, Height: h, DeviceScaleFactor: 2, Mobile: true})
	call(b, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true})
}

// desktop makes it a window of a size.
func (b browser) desktop(w, h int64) {
	b.t.Helper()
	call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: w, Height: h, DeviceScaleFactor: 1})
}

func (b browser) visit(url string) { b.t.Helper(); b.run(chromedp.Navigate(url)) }

func eval[T any](b browser, js string) T {
	b.t.Helper()
	v, err := chromedp.Run(b, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise))
	b.ok(err)
	return v
}

// text is what is drawn, a line for each row.
func (b browser) text() string {
	return eval[string](b, `screen.rows.map((_, y) => screen.line(y)).join('\n')`)
}

func (b browser) shows(text string) {
	b.t.Helper()
	b.eventually(text, func() bool { return strings.Contains(b.text(), text) })
}

// until waits until an expression of the page is true.
func (b browser) until(js string) {
	b.t.Helper()
	b.eventually(js, func() bool { return eval[bool](b, "!!("+js+")") })
}

func (b browser) eventually(what string, ok func() bool) {
	b.t.Helper()
	for end := time.Now().Add(15 * time.Second); !ok(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			b.shot("failed")
			b.t.Fatalf("never: %s\n%s", what, b.text())
		}
	}
}

// settles waits until nothing moves any more.
func (b browser) settles() {
	b.t.Helper()
	for range 3 {
		b.until(`!drawDue && link.taken === link.sent`)
		time.Sleep(50 * time.Millisecond) // what comes by itself is not counted: it must have stayed quiet for a while
	}
}

func (b browser) insert(text string) {
	b.t.Helper()
	call(b, input.InsertText, input.InsertTextParams{Text: text})
}

func (b browser) compose(text string) {
	b.t.Helper()
	n := int64(len([]rune(text)))
	call(b, input.ImeSetComposition, input.ImeSetCompositionParams{Text: text, SelectionStart: n, SelectionEnd: n})
}

func (b browser) key(k string) { b.t.Helper(); b.run(chromedp.KeyEvent(k)) }

// tap is a finger's, on the first cell of a text in the picture.
func (b browser) tap(text string) {
	b.t.Helper()
	b.shows(text)
	b.settles()
	at := eval[[]float64](b, fmt.Sprintf(`(() => { const y = screen.rows.findIndex((_, y) => screen.line(y).includes(%q)), r = screen.box.getBoundingClientRect();
		return [r.left + (screen.line(y).indexOf(%q) + .5) * size.cell, r.top + (y + .5) * size.line - screen.box.scrollTop] })()`, text, text))
	b.touch(at[0], at[1])
}

// press is a finger's, on an element.
func (b browser) press(selector string) {
	b.t.Helper()
	b.settles()
	at := eval[[]float64](b, fmt.Sprintf(`(() => { const e = document.querySelector(%q); e.scrollIntoView({inline: 'nearest', block: 'nearest'}); const r = e.getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2] })()`, selector))
	b.touch(at[0], at[1])
}

// button is a finger's, on one of the keys.
func (b browser) button(label string) {
	b.t.Helper()
	selector := fmt.Sprintf(`#keys button[aria-label=%q]`, label)
	b.until(fmt.Sprintf(`document.querySelector(%q) !== null`, selector))
	b.press(selector)
}

func (b browser) touch(x, y float64) {
	b.t.Helper()
	call(b, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: "touchStart", TouchPoints: []*input.TouchPoint{{X: x, Y: y}}})
	call(b, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: "touchEnd", TouchPoints: []*input.TouchPoint{}})
}

// shot keeps a picture, if pictures are kept.
func (b browser) shot(name string) {
	dir := os.Getenv("VERKSTAD_SHOTS")
	if dir == "" {
		return
	}
	if png, err := chromedp.Run(b, chromedp.CaptureScreenshot()); err == nil {
		_ = os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644)
	}
}
