// Package browsertest opens pages in a real browser, for tests of what people see there.
package browsertest

import (
	"context"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// Required is the environment variable that makes a missing browser a failure.
const Required = "VERKSTAD_BROWSER"

// names are what the browser's command is called on different systems.
var names = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}

// Open starts a browser without a window and returns the context of its first tab, which
// ends with the test, or after the time. Where there is no browser the test is skipped, or
// fails if [Required] is set. The browser has the options besides its own.
func Open(t testing.TB, most time.Duration, options ...chromedp.ExecAllocatorOption) context.Context {
	t.Helper()
	if testing.Short() {
		t.Skip("starts a browser")
	}
	path := ""
	for _, name := range names {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		if os.Getenv(Required) != "" {
			t.Fatalf("no browser, and %s is set: install chromium", Required)
		}
		t.Skip("no browser: install chromium to have pages looked at")
	}
	options = append(append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path)), options...)
	if os.Geteuid() == 0 { // Chromium's sandbox refuses to run as root; what is opened is our own
		options = append(options, chromedp.NoSandbox)
	}
	ctx, cancel := context.WithTimeout(t.Context(), most)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start %s: %v", path, err)
	}
	return ctx
}
