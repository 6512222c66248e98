package alike

import "testing"

// TestSameIsSure holds that of real projects in a vote none are taken for one, and that
// two that are the same are.
func TestSameIsSure(t *testing.T) {
	projects := []string{
		"Planting Workshops at Oerlikon", "Footpath Gardens around Train Stations", "Kid Festival at Leutschenpark", "Music Studio at Kulturbahnhof Affoltern",
		"Safe Bike Paths around Irchel Park", "More Night Buses to Oerlikon", "Free Open Badi Space in Wollishofen", "A Neighborhood Garden for Wiedikon",
		"Environmental Film Session for Kids", "Car-free Sunday Festivals on Mutschellenstrasse", "Free Bike Fixing Workshops", "Car Sharing System for Young People",
		"Transforming City Spaces under Trees into Gardens", "More Trees in Bellevue & Sechseläutenplatz", "Plant Festival in the City Centre",
		"Multicultural Festival at Sechseläutenplatz", "Bike Lanes on Seefeldstrasse", "Speed bumps in the City and the Lake Front", "Bird Houses for Zurich-Höngg",
		"Wet Biotope as Learning Garden in Frankental", "Dingtheke: Community Things Exchange Library in Wipkingen", "Sustainable Cooking Workshop with Kids",
		"Public Bicycle Moving Trailer to be Borrowed", "Car-free Langstrasse",
	}
	for _, p := range Same(projects) {
		t.Errorf("%q and %q are called the same", projects[p[0]], projects[p[1]])
	}
	set := append(projects[:4:4], "safe bike paths round Irchel park", "Safe Bike Paths around Irchel Park")
	if got := Same(set); len(got) != 1 || got[0] != [2]int{4, 5} {
		t.Errorf("of %q, %v are called the same", set, got)
	}
}
