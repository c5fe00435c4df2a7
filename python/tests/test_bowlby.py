"""The five functions against the program. BOWLBY says where it lies; run with python3 -m unittest."""

import os
import pathlib
import sys
import tempfile
import unittest

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent))
import bowlby  # noqa: E402

STUDY = """name: pairs
seed: 4
population: {founders: 60, years: 31}
waves:
  - {name: q, instrument: ecr, dates: 30, of: both}
  - {name: diary, instrument: diary, dates: 30.1, days: 4, prompts: 3}
"""


class Functions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.study = pathlib.Path(cls.folder.name) / "pairs.yaml"
        cls.study.write_text(STUDY, encoding="utf-8")
        cls.run_ = bowlby.run_study(cls.study, pathlib.Path(cls.folder.name) / "out", set={"press_taxes": 0.3}, seed=9)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_a_run_is_what_was_asked_for(self):
        self.assertEqual(self.run_.provenance["study_name"], "pairs")
        self.assertIn("seed: 9", self.run_.provenance["study"])
        self.assertIn("press_taxes: 0.3", self.run_.provenance["study"])
        again = bowlby.read_run(self.run_.folder)
        self.assertEqual(again.provenance["digest"], self.run_.provenance["digest"])
        founders = again.query("SELECT COUNT(*) AS n FROM person WHERE generation = 1")
        self.assertEqual(founders[0]["n"], 60)

    def test_dyads_hold_both_answers_once_from_each_side(self):
        rows = bowlby.dyads(self.run_)
        self.assertGreater(len(rows), 10)
        by_person = {(r["person"], r["wave"], r["visit"]): r for r in rows}
        answers = {(o["person"], o["wave"]): o["value"] for o in self.run_.table("observation")
                   if o["scale"] == "anxiety_mean"}
        asked = [r for r in rows if r["wave"] == "q"]
        self.assertGreater(len(asked), 10)
        for row in asked:
            other = by_person[row["partner"], row["wave"], row["visit"]]
            self.assertEqual(other["partner"], row["person"])
            self.assertEqual(other["couple"], row["couple"])
            self.assertEqual(row["ecr_anxiety_mean_P"], other["ecr_anxiety_mean"])
            self.assertAlmostEqual(row["ecr_anxiety_mean"], answers[row["person"], "q"], places=6)

    def test_diaries_have_the_partner_beside_them(self):
        rows = bowlby.diary(self.run_)
        self.assertEqual(len(rows), len(self.run_.table("diary")))
        own = {(r["person"], r["day"], r["prompt"]): r for r in rows}
        both = [r for r in rows if r["partner_security"] is not None]
        self.assertGreater(len(both), 10)
        for row in both:
            self.assertEqual(row["partner_security"], own[row["partner"], row["day"], row["prompt"]]["security"])

    def test_the_codebook_has_a_meaning_for_every_measure(self):
        rows = bowlby.codebook(self.run_)
        self.assertTrue(all(row["meaning"] for row in rows))
        self.assertIn("ecr.anxiety_mean", rows.column("column"))

    def test_what_the_program_refuses_is_said_in_its_words(self):
        with self.assertRaisesRegex(bowlby.Error, "did you mean press_taxes"):
            bowlby.run_study(self.study, "never", set={"pres_taxes": 1})
        with self.assertRaisesRegex(bowlby.Error, "holds no results"):
            bowlby.read_run(self.folder.name)
        with self.assertRaisesRegex(bowlby.Error, "cannot be started"):
            bowlby.run_study(self.study, "never", program="/there/is/none")
        with self.assertRaisesRegex(bowlby.Error, "no table nothing"):
            self.run_.table("nothing")
        with self.assertRaises(bowlby.Error):
            self.run_.query("DELETE FROM person")

    def test_a_frame_is_to_be_had_where_pandas_is(self):
        try:
            import pandas  # noqa: F401
        except ImportError:
            self.skipTest("pandas is not installed")
        self.assertEqual(list(bowlby.codebook(self.run_).frame().columns)[:2], ["table", "column"])


if __name__ == "__main__":
    unittest.main()
