// Package history finds conversations that are over: by words, by who took part, by visitor, group and month; and forgets them when their time is up.
//
//	Index(document) ──► number ──► summaries   newest first: what a list shows
//	                          └──► postings    word "/" chunk → which of its 1,024 conversations have it
//	                          └──► due         site "/" time of the end: when to forget
//
//	Search(query) ──► for each term the union of its words' postings ──► all of them at once ──► summaries until a page is full
//
// A posting is a list of varint differences, at most 2 KiB, so that a new conversation rewrites little, and a word that is in all of 100,000 conversations is
// read in 98 pieces. What is not text is a word too, with a mark in front that no text can have ("p:" for people and so on).
//
// Indexing again is harmless, and so is erasing again: a crash in the middle is mended by the next try.
package history
