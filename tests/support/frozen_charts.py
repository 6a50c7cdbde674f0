"""Any chart that a measure can have, for tests that build any report at all."""

from datetime import date

from hypothesis import strategies as st

from tracker.domain.control_charts import Improvement
from tracker.domain.frozen_chart import FrozenChart, FrozenMark, FrozenPoint, FrozenTarget
from tracker.domain.measures import Unit

VALUES = st.floats(min_value=0, max_value=1e6, allow_nan=False).map(lambda value: round(value, 2))
DAYS = st.dates(date(2015, 1, 1), date(2030, 1, 1))
MARKS = st.lists(st.builds(FrozenMark, DAYS, st.text(max_size=30)), max_size=2).map(tuple)
CHARTS = st.builds(
    FrozenChart,
    title=st.text(max_size=30),
    unit=st.sampled_from(Unit),
    improvement=st.sampled_from(Improvement),
    points=st.lists(
        st.builds(FrozenPoint, DAYS, VALUES, st.text(max_size=12)), max_size=16, unique_by=lambda one: one.at
    ).map(tuple),
    target=st.none() | VALUES,
    targets=st.lists(st.builds(FrozenTarget, VALUES), max_size=1).map(tuple),
    rebases=MARKS,
    breaks=MARKS,
    notes=MARKS,
    fix_after=st.none() | st.integers(12, 20),
    period=st.sampled_from(("month", "quarter")),
    invented=st.booleans(),
)

st.register_type_strategy(FrozenChart, CHARTS)
