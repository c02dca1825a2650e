//! Times: every one that analysts paste.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use proptest::prelude::*;
use secdo_core::alert::timestamp;

const NOW: i64 = 1_497_500_000_000;

#[test]
fn reads_every_time_that_analysts_paste() {
    // 2017-03-22 19:00:47 UTC, read on 2017-06-15, in a zone one hour ahead where the text has none.
    let expected = 1_490_209_247_000;
    for text in [
        "1490209247",
        "1490209247000",
        "1490209247000000",
        "1490209247000000000",
        "1490209247.000",
        "2017-03-22T19:00:47Z",
        "2017-03-22T19:00:47.000Z",
        "2017-03-22T20:00:47+01:00",
        "2017-03-22T20:00:47+0100",
        "2017-03-22 14:00:47 -0500",
        "2017-03-22 20:00:47",
        "2017/03/22 20:00:47",
        "20170322T190047Z",
        "Wed, 22 Mar 2017 19:00:47 GMT",
        "Wed, 22 Mar 2017 19:00:47 +0000",
        "22 Mar 2017 14:00:47 EST",
        "Mar 22 20:00:47",
        "Mar 22 2017 20:00:47",
        "Mar 22, 2017 @ 20:00:47.000",
        "Wed Mar 22 20:00:47 2017",
        "[22/Mar/2017:20:00:47 +0100]",
        "22/Mar/2017:19:00:47 +0000",
        "3/22/2017 8:00:47 PM",
        "03/22/2017 08:00:47 pm",
        "22.03.2017 20:00:47",
        "22/03/2017 20:00:47",
        "Mar 22 2017 19:00:47 GMT+00:00",
        "Mar 22 2017 20:00:47 CET",
        "2017-03-22 20:00:47,000",
        "  \"2017-03-22T19:00:47Z\"  ",
        // Halves of the day behind a narrow blank, in words of other languages, before the clock
        "3/22/2017, 8:00:47\u{202f}PM",
        "22/03/2017 8:00:47 p. m.",
        "22/03/2017 8:00:47 p.m.",
        "2017/03/22 午後8:00:47",
        "2017/03/22 下午8:00:47",
        "2017. 3. 22. 오후 8:00:47",
        "2017年3月22日 20:00:47",
        "22 mars 2017 20:00:47",
        "22. März 2017 20:00:47",
        "22.03.2017 um 20:00:47 Uhr",
        "22/03/2017 à 20:00:47",
        "22.03.2017 20.00.47",
        // .NET, exponents, digits alone, Sophos, Snort
        "/Date(1490209247000)/",
        "\\/Date(1490209247000+0100)\\/",
        "1.490209247E9",
        "20170322200047",
        "2017:03:22-20:00:47",
        "170322200047.000",
        "170322 200047",
        "2017-03-22 20:00:47.000.1538",
        "@4000000058d2c9e900000000",
        "170322 20:00:47",
        "Mar-22-17 20:00:47",
        "Wed 22Mar17 20:00:47",
        "22-MAR-17 20.00.47",
        "Mar 22 20:00:47:000 2017",
        "03/22-20:00:47",
        "03/22/17-20:00:47.000",
        // Zones: places behind an offset (RFC 9557), offsets behind UTC, letters
        "2017-03-22T20:00:47+01:00[Europe/Berlin]",
        "2017-03-22T19:00:47Z[UTC]",
        "2017-03-22 21:00:47 UTC+2:00",
        "2017-03-22 21:00:47 EET",
        "2017-03-23 06:00:47 AEDT",
        "2017-03-22 20:00:47 MEZ",
    ] {
        let moment = timestamp::read(text, NOW).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(moment.at(|_| 60), expected, "{text}");
    }
    assert_eq!(timestamp::read("now", NOW).unwrap().at(|_| 60), NOW);
    for (text, ago) in [
        ("5 minutes ago", 300_000),
        ("1h ago", 3_600_000),
        ("an hour ago", 3_600_000),
        ("2 days ago", 172_800_000),
    ] {
        assert_eq!(timestamp::read(text, NOW).unwrap().at(|_| 60), NOW - ago, "{text}");
    }
    // Later in the year than now: the year before.
    assert_eq!(
        timestamp::write(timestamp::read("Dec 24 10:00:00", NOW).unwrap().at(|_| 0)),
        "2016-12-24 10:00:00"
    );
    assert_eq!(timestamp::read("2017-03-22 20:00:47.123", NOW).unwrap().civil % 1_000, 123);
    for text in [
        "",
        "soon",
        "12345",
        "2017-13-01 00:00:00",
        "2017-02-30",
        "25:00:00",
        "13:00 PM 2017-01-01",
        "10.0.0.1",
        "8.8.8.8",
        "Mar 22 host",
        "٢٠١٧",
        // Addresses, words that begin like months, offsets and zones that are none or several
        "10.20.2.22 10:00:00",
        "5 marbles 2017 10:00",
        "2017-03-22 20:00:47 +9999",
        "2017-03-22 20:00:47 +15:00",
        "2017-03-22 20:00:47 IST",
        "2017-03-22 20:00:47 BST",
        "2017-03-22T20:00:47[Asia/Kolkata]",
        "2017-03-22 10:11:12,017701777002",
    ] {
        assert!(timestamp::read(text, NOW).is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_a_time_or_not(text in "[0-9A-Za-z:/., +\\-\\[\\]@]{0,40}") {
        let _ = timestamp::read(&text, NOW);
    }
}
