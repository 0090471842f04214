"""From the laboratory to paper: a tree of content, then one writer per format.

Reading is done first (`build`), writing may happen elsewhere (`write`): the tree is a plain value.
"""

from labapp.report.build import build
from labapp.report.write import ENDINGS, write

__all__ = ["ENDINGS", "build", "write"]
