"""Writes scikit-learn.json: rows with outliers, and what scikit-learn's isolation forest scores them.

python3 -m pip install scikit-learn==1.9.1 && python3 scikit-learn.py > scikit-learn.json
"""

import json

import numpy
from sklearn.ensemble import IsolationForest

random = numpy.random.default_rng(2008)
calm = random.normal(0, [1, 2, 0.5, 10], (280, 4))
tied = calm[:, :2] @ [[0.8], [0.1]] + random.normal(0, 0.1, (280, 1))
far = random.uniform([-8, -16, -4, -80, -6], [8, 16, 4, 80, 6], (20, 5))
rows = numpy.round(numpy.vstack([numpy.hstack([calm, tied]), far]), 3)
forest = IsolationForest(n_estimators=1000, max_samples=256, random_state=0).fit(rows)
scores = numpy.round(-forest.score_samples(rows), 5)
print(json.dumps({"rows": rows.tolist(), "scores": scores.tolist()}))
