// Zones as the engine reads them, asked of the same Intl that pages have.
import assert from "node:assert/strict";
import {test} from "node:test";
import {zoneNamed} from "../dist/presave.js";

test("a zone with summer time", () => {
  assert.deepEqual(zoneNamed("Europe/Berlin").offsets(2026, 2026), [
    [null, 60],
    [Date.UTC(2026, 2, 29, 1), 120],
    [Date.UTC(2026, 9, 25, 1), 60],
  ]);
});

test("a zone south of the equator, of half hours", () => {
  assert.deepEqual(zoneNamed("Australia/Lord_Howe").offsets(2026, 2026), [
    [null, 660],
    [Date.UTC(2026, 3, 4, 15), 630],
    [Date.UTC(2026, 9, 3, 15, 30), 660],
  ]);
});

test("a zone without transitions", () => {
  assert.deepEqual(zoneNamed("Asia/Kolkata").offsets(2000, 2030), [[null, 330]]);
});

test("the month of Ramadan in Morocco", () => {
  // A year that is over: what is to come changes with every edition of the zone data.
  assert.equal(zoneNamed("Africa/Casablanca").offsets(2020, 2020).length, 3);
});

test("a day that was left out", () => {
  const transitions = zoneNamed("Pacific/Apia").offsets(2011, 2011);
  assert.deepEqual(transitions.at(-1), [Date.UTC(2011, 11, 30, 10), 840]);
});

test("years nobody knows the rules of are not asked about", () => {
  const offsets = zoneNamed("Europe/Berlin").offsets(-5000, 9999);
  assert.ok(offsets.length < 300, `${offsets.length}`);
});

test("offsets agree with the platform at every hour of a year", () => {
  const zone = zoneNamed("America/St_Johns");
  const offsets = zone.offsets(2026, 2026);
  for (let at = Date.UTC(2026); at < Date.UTC(2027); at += 3_600_000) {
    const [, minutes] = offsets.findLast(([from]) => from === null || from <= at);
    assert.equal(minutes, zone.offsetAt(at), new Date(at).toISOString());
  }
});

test("an unknown zone is refused", () => {
  assert.throws(() => zoneNamed("Europe/Atlantis"), {name: "PresaveError", code: "badConfiguration"});
});
