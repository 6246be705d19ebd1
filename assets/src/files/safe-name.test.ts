import { describe, expect, test } from "vitest";
import { safeName } from "./safe-name";
import { sniff, type Sniffed } from "./sniff";

const bytes = (start: string) => Uint8Array.from(start, (c) => c.charCodeAt(0));
const pdf = sniff(bytes("%PDF-1.7\n"));
const png = sniff(bytes("\x89PNG\r\n\x1a\n"));
const program = sniff(bytes("MZ\x90\0"));
const text = sniff(bytes("Dear Ada,\n"));
const unknown: Sniffed = { kind: "unknown", endings: [] };

describe("what a file is, by its bytes", () => {
  test.each([
    ["%PDF-1.4", "pdf"], ["\xff\xd8\xff\xe0", "picture"], ["RIFF\0\0\0\0WEBPVP8 ", "picture"], ["RIFF\0\0\0\0WAVEfmt ", "sound"], ["\0\0\0\x20ftypisom", "video"],
    ["PK\x03\x04\x14\0word/document.xml", "document"], ["PK\x03\x04\x14\0photo.jpg", "archive"], ["MZ\x90", "program"], ["\x7fELF", "program"], ["#!/bin/sh\n", "program"],
    ["hello", "text"], ["<!DOCTYPE html><p>", "page"], ["  <svg xmlns='x' onload=alert(1)>", "page"], ["<?xml version='1'?><svg>", "page"], ["\x01\x02\x03", "unknown"], ["", "text"],
  ])("%j is a %s", (start, kind) => {
    expect(sniff(bytes(start)).kind).toBe(kind);
  });
});

describe("the name under which a file is saved", () => {
  test.each([
    ["bill.pdf", pdf, "bill.pdf"],
    ["Rechnung März.PDF", pdf, "Rechnung März.PDF"],
    ["photo.jpg", png, "photo.jpg.png"],
    ["photo", png, "photo.png"],
    ["bill.pdf", program, "bill.pdf.unsafe"],
    ["bill.pdf.exe", pdf, "bill.pdf.exe.unsafe"],
    ["run.bat", text, "run.bat.unsafe"],
    ["letter", text, "letter.txt"],
    ["list.csv", text, "list.csv"],
    ["code.rs", text, "code.rs.txt"],
    ["data.xyz", unknown, "data.xyz"],
    ["../../etc/passwd", text, "passwd.txt"],
    ["C:\\Windows\\win.ini", text, "win.ini"],
    ["gpj.\u202Eexe.pdf", pdf, "gpj.exe.pdf"],
    ["a\u0000b\nc.pdf", pdf, "abc.pdf"],
    [".htaccess", text, "htaccess.txt"],
    ["con.pdf", pdf, "_con.pdf"],
    ["...", pdf, "file.pdf"],
    ["", unknown, "file"],
    [`${"x".repeat(300)}.pdf`, pdf, `${"x".repeat(120)}.pdf`],
  ])("%j is saved safely", (name, sniffed, saved) => {
    expect(safeName(name, sniffed)).toBe(saved);
  });
});
