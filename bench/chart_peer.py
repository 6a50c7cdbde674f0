"""What `bench.chart` starts with the peer's Python: Matplotlib drawing points, mean, limits, target and names of months."""

import io
import resource
import sys
import time


def main(figures: list[float]) -> None:
    before = _mebibytes()
    started = time.perf_counter()
    from matplotlib.figure import Figure

    _draw(Figure, figures, "svg")
    _draw(Figure, figures, "png")
    taken, held = time.perf_counter() - started, _mebibytes() - before
    print(f"It took the peer {taken:.1f} s to load and draw first, and holds {held:.0f} MiB.", flush=True)
    for line in sys.stdin:
        started = time.perf_counter()
        _draw(Figure, figures, line.strip())
        print(time.perf_counter() - started, flush=True)


def _draw(figure_of: type, figures: list[float], kind: str) -> bytes:
    figure = figure_of(figsize=(7.6, 4.2))
    axes = figure.subplots()
    axes.plot(range(len(figures)), figures, color="#505a5f", marker="o", markersize=5)
    mean = sum(figures) / len(figures)
    for height, style in ((mean, "-"), (mean - 3, "--"), (mean + 3, "--"), (8, "-.")):
        axes.axhline(height, linestyle=style)
        axes.annotate(f"{height:.1f}%", (len(figures), height))
    named = range(0, len(figures), max(1, len(figures) // 10))
    axes.set_xticks(named, [f"Month\n{at}" for at in named])
    axes.set_title("101 abandonment rate")
    out = io.BytesIO()
    figure.savefig(out, format=kind, dpi=118)  # 900 pixels wide, as the other
    return out.getvalue()


def _mebibytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main([float(figure) for figure in sys.argv[1:]])
