from tests.widgets.conftest import catalog_with_texts

__all__ = ["catalog_with_texts"]
