// Package security puts hostile texts, sizes, terminals and floods of keys before
// every screen, line command and document, and holds what comes out to what
// Verkstad means to write. Its tests are docs/trust.md's promise 3 in full; the
// corpus is in model/text/hostile, the strict terminal in ui/frame/frametest.
//
// It also puts the built program under load by strangers on the network, and
// measures what honest people have to wait meanwhile: TestTheHonestUnderSiege,
// whose comment says how to add an attack.
//
// VERKSTAD_LONG=1 runs the wide form: every text in every place, at every size.
package security
