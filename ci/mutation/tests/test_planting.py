# SPDX-License-Identifier: MIT
"""Functions are found, copied and switched, and what does not fit is an error."""

import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from mutation import Failure
from mutation.kernel import functions
from mutation.kernel.planting import SWITCHES, change, plant, switched_on
from mutation.mutants import Mutant

SOURCE = """\
// SPDX-License-Identifier: MIT
static int twice(int number, int (*how)(int), const char *words[]);

/*
 * twice(number) in a comment.
 */
static int
twice(int number, int (*how)(int),
      const char *words[])
{
	if (number < 0)
		return -twice(-number, how, words);
	return how ? how(number) : number * 2;
}

void nothing(void)
{
	int x = twice(3, 0, 0);

	if (x != 6)
		return;
	x++;
}
"""


def mutant(**changed: str) -> Mutant:
    """One that makes three of two."""
    fields = {"name": "sample/thrice", "file": "sample.c", "within": "twice",
              "original": "number * 2", "mutated": "number * 3", "bug": "counts wrongly"}
    return Mutant(**{**fields, **changed})


class Functions(unittest.TestCase):
    def test_a_definition_is_found_and_its_type_belongs_to_it(self):
        found = functions.find(SOURCE, "twice")
        self.assertTrue(found.text.startswith("static int\ntwice(int number"))
        self.assertTrue(found.text.endswith("number * 2;\n}"))
        self.assertEqual(found.arguments, ["number", "how", "words"])
        self.assertFalse(found.returns_nothing)

    def test_no_parameters_and_no_result(self):
        found = functions.find(SOURCE, "nothing")
        self.assertEqual(found.arguments, [])
        self.assertTrue(found.returns_nothing)

    def test_pointers_are_a_result(self):
        found = functions.find("void *f(struct a *b, unsigned long c)\n{\n}\n", "f")
        self.assertFalse(found.returns_nothing)
        self.assertEqual(found.arguments, ["b", "c"])

    def test_what_is_only_declared_is_no_definition(self):
        with self.assertRaisesRegex(Failure, "no definition of g"):
            functions.find("int g(void);\n\nint f(void)\n{\n\treturn g();\n}\n", "g")


class Planting(unittest.TestCase):
    def test_a_place_that_is_missing_or_double_is_an_error(self):
        for original in ("number * 4", "number"):
            with self.assertRaisesRegex(Failure, "place"):
                change(SOURCE, mutant(original=original))

    def test_the_same_text_elsewhere_does_not_matter(self):
        self.assertIn("number * 3", change(SOURCE + "/* number * 2 */\n", mutant()))

    def test_switches_are_all_written(self):
        self.assertEqual(switched_on([1]).split(",")[:3], ["0", "1", "0"])
        self.assertEqual(len(switched_on([])), len(switched_on([1, 7])))

    def test_more_than_there_are_switches_is_an_error(self):
        with self.assertRaisesRegex(Failure, "room for 511"):
            plant("sample.c", SOURCE, [(512, mutant())])

    @unittest.skipUnless(shutil.which("gcc"), "needs gcc")
    def test_the_switch_chooses(self):
        planted = plant("sample.c", SOURCE, [
            (1, mutant()), (2, mutant(original="-twice", mutated="twice")),
            (3, mutant(within="nothing", original="x++", mutated="x--"))])
        for on, answer in ((0, -6), (1, -9), (2, 6), (3, -6)):
            self.assertEqual(self.run_it(planted, on), answer)

    def run_it(self, planted: str, on: int) -> int:
        """twice(-3) with that mutant on."""
        kernel = ("#define unlikely(x) (x)\n#define READ_ONCE(x) (x)\n#define noinline\n"
                  f"unsigned char {SWITCHES}[512];\n")
        main = ("#include <stdio.h>\nint main(void)\n{\n"
                f"\t{SWITCHES}[{on}] = {on} > 0;\n\tnothing();\n"
                '\tprintf("%d", twice(-3, 0, 0));\n\treturn 0;\n}\n')
        with tempfile.TemporaryDirectory() as home:
            source, program = Path(home) / "sample.c", Path(home) / "sample"
            source.write_text(kernel + planted + main, encoding="utf-8")
            subprocess.run(["gcc", "-w", "-o", program, source], check=True)
            done = subprocess.run([program], capture_output=True, text=True, check=True)
        return int(done.stdout)


if __name__ == "__main__":
    unittest.main()
