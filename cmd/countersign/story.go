package main

import (
	"strings"

	"countersign/api"
	"countersign/api/pages"
	"countersign/deploy/demo"
	"countersign/models/message"
)

// storyPosts are the posts through which a sample request goes, in its order, then those
// that leave, stand-ins, the use of a seal and the house itself need as well.
var storyPosts = []string{
	"MILL-MKT-CLERK", "MILL-MKT-HEAD", "MILL-GM", "MILL-FIN-CASHIER", "MILL-PROD-HEAD", "MILL-WH-KEEPER",
	"MILL-SHOP-KEEPER", "MILL-GATE-GUARD", "MILL-PROD-STAT", "MILL-FIN-ACCOUNTANT",
	"MILL-HR-HEAD", "MILL-GMO-HEAD", "MILL-GMO-SECRETARY", "MILL-MKT-DEPUTY", "HQ-GM", "HQ-HR-HEAD", "HQ-IT-ADMIN",
}

// story lists the people to try a sample request with: the first holder of each post.
func story(lang string) (people []api.DemoPerson) {
	group, err := demo.Roster()
	if err != nil {
		return nil // the group is embedded, and a test reads it
	}
	titles := map[string]string{}
	for _, p := range group.Posts {
		titles[p.Code] = pick(lang, p.Title, p.TitleEn)
	}
	for _, post := range storyPosts {
		for _, h := range group.Holdings {
			if h.Post != post || !h.Until.IsZero() {
				continue
			}
			for _, p := range group.People {
				if p.No == h.Person && p.Login != "" {
					people = append(people, api.DemoPerson{Login: p.Login, No: p.No, Name: pick(lang, p.Name, p.NameEn), Title: titles[post], Post: post})
				}
			}
			break
		}
	}
	return people
}

// offered are the same people as the sign-in page offers them in each language.
func offered() map[string][]pages.Demo {
	offers := map[string][]pages.Demo{}
	for _, lang := range message.Languages {
		for _, p := range story(lang) {
			offers[lang] = append(offers[lang], pages.Demo{Login: p.Login, Name: p.Name, Post: p.Title})
		}
	}
	return offers
}

func pick(lang, zh, en string) string {
	if strings.HasPrefix(lang, "en") && en != "" {
		return en
	}
	return zh
}
