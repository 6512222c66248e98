// Package security has only tests: they put hostile texts, sizes, terminals and floods of
// keys into every screen, line command and document, and compare the output with what
// Verkstad means to write. They cover docs/trust.md's promise 3 in full; the corpus is in
// model/text/hostile, the strict terminal in ui/frame/frametest.
//
// They also put the built program under load by strangers on the network, and measure how
// long honest people have to wait meanwhile: TestTheHonestUnderSiege, whose comment says
// how to add an attack.
//
// VERKSTAD_LONG=1 runs the wide form: every text in every place, at every size.
package security
