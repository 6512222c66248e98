package web_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"verkstad/model"
	"verkstad/sshserver/sshtest"
)

// joinByTouch joins on a phone.
func joinByTouch(r *room, b browser, name string) {
	b.t.Helper()
	b.visit(r.url + "/KRABBA")
	b.until(`!field.form.hidden && link.isOpen()`)
	b.press("#field")
	b.insert(name)
	b.press("#send")
	b.shows("Vilken sektor")
	sshtest.AwaitStillHands()
	b.tap("näringsliv")
	sshtest.Eventually(b.t, name+" is in", func() bool { return r.person(name) != nil })
}

// draft is what somebody is writing, as the workshop keeps it.
func (r *room) draft(name string) string {
	p := r.person(name)
	return r.live.Draft(p.ID, fmt.Sprintf("gather.%d", r.live.Board().Phase().ID))
}

// TestAnIdeaFromAPhoneArrivesOnce writes with what a phone's keyboard does: a composition
// that is replaced, autocorrection, taking back, emoji, a paste of two lines, a dictated
// sentence, changes in the middle, undo.
func TestAnIdeaFromAPhoneArrivesOnce(t *testing.T) {
	r := openRoom(t)
	r.lead(model.Next{})
	b := openBrowser(t)
	b.phone(360, 740)
	joinByTouch(r, b, "Åsa")
	b.until(`field.now && field.now.label.length > 0`)
	b.press("#field")
	held := func(what string) {
		t.Helper()
		b.eventually(what, func() bool {
			return eval[string](b, `characters(field.input.value).join('')`) == r.draft("Åsa")
		})
	}
	for _, s := range []string{"v", "ve", "ver", "verk", "verks"} {
		b.compose(s)
	}
	held("while composing")
	b.insert("Verkstad")
	held("a composition that ended otherwise")
	b.insert(" för alal")
	eval[bool](b, `(() => { const f = field.input; f.setRangeText('alla', f.value.length - 4, f.value.length, 'end'); f.dispatchEvent(new InputEvent('input', { inputType: 'insertReplacementText', data: 'alla', bubbles: true })); return true })()`)
	held("autocorrection")
	b.insert("x")
	b.key(kb.Backspace)
	eval[bool](b, `document.execCommand('delete')`)
	held("taking back")
	eval[bool](b, `document.execCommand('undo')`)
	held("undo")
	b.insert("åäö – “citat” 🙂")
	held("letters, quotes and an emoji")
	eval[bool](b, `document.execCommand('insertText', false, ' rad ett\nrad två\tslut')`)
	held("a paste of two lines")
	b.insert(" Dessutom vill vi att biblioteket, skolan och föreningarna delar lokaler på kvällarna.")
	held("a dictated sentence")
	eval[bool](b, `(() => { field.input.setSelectionRange(9, 12); return document.execCommand('insertText', false, 'åt') })()`)
	held("a word in the middle")
	b.compose("に")
	b.compose("にほん")
	b.insert("日本")
	held("Japanese in the middle")
	const idea = "åäö – “citat” 🙂"
	eval[bool](b, `(() => { field.input.select(); return document.execCommand('insertText', false, 'åäö – “citat” 🙂') })()`)
	held("all replaced")
	b.press("#send")
	b.shows(idea)
	b.until(`field.input.value === '' && link.taken === link.sent`)
	sshtest.Eventually(t, "the idea is there once", func() bool {
		ideas := r.live.Board().Ideas(model.Host)
		return len(ideas) == 1 && ideas[0].Text == idea
	})
}

// TestAComputersBrowserHasKeys takes part with a keyboard and a mouse, and reads the help.
func TestAComputersBrowserHasKeys(t *testing.T) {
	r := openRoom(t)
	r.lead(model.Next{})
	b := openBrowser(t)
	b.desktop(1280, 800)
	b.visit(r.url + "/") // the code is typed
	b.until(`!field.form.hidden && link.isOpen() && document.activeElement === field.input`)
	b.insert("krabba")
	b.key(kb.Enter)
	b.shows("Vad heter du")
	b.until(`location.pathname === '/KRABBA'`)
	b.insert("Åsa")
	b.key(kb.Enter)
	b.until(`field.now === null && link.isOpen()`)
	sshtest.AwaitStillHands()
	b.key(kb.ArrowDown)
	b.shows("▸ 2")
	b.key(kb.Enter)
	b.shows("Samla")
	b.until(`field.now !== null`)
	b.insert("En idé till")
	b.key(kb.Enter)
	sshtest.Eventually(t, "the idea", func() bool { return len(r.live.Board().Ideas(model.Host)) == 1 })
	sshtest.AwaitStillHands()
	b.button("hjälp")
	b.shows("Hjälp")
	b.shot("desktop-help")
	b.key(kb.Escape)
	b.until(`field.now !== null`)
	b.shot("desktop-gather")
}
