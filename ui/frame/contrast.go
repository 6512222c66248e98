package frame

import "math"

// Luminance is the relative luminance of c from 0 (black) to 1 (white), as
// defined by WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance).
// The terminal's default counts as black.
func Luminance(c Color) float64 {
	col := c.Color()
	if col == nil {
		return 0
	}
	r, g, b, _ := col.RGBA()
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

// linear undoes the gamma of one sRGB channel given in 16 bits.
func linear(channel uint32) float64 {
	v := float64(channel) / 0xffff
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

// Contrast is the contrast ratio of two colours from 1 to 21, as defined by
// WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). 4.5 is what
// running text needs.
func Contrast(a, b Color) float64 {
	la, lb := Luminance(a), Luminance(b)
	if la < lb {
		la, lb = lb, la
	}
	return (la + 0.05) / (lb + 0.05)
}
