"""What the tests of joining begin with."""

import pytest

from tests.joining.two import parted


@pytest.fixture
def two(tmp_path):
    here, there, made = parted(tmp_path)
    yield here, there, made
    here.close()
    there.close()
