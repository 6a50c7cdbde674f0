"""Who may open the published record, and who may decide what is in it."""

from tracker.web.access_roles import DECIDERS, EVERYONE, OFFICE

ACCESS_TO_PUBLISHED = dict.fromkeys(
    (
        "published.index",
        "published.search",
        "published.meetings",
        "published.actions",
        "published.listed",
        "published.show",
        "published.chart",
        "published.file",
        "published.accessibility",
        "published.data",
        "published.csv_file",
        "published.json_file",
        "published.feed",
        "published.calendar",
        "published.unknown",
    ),
    EVERYONE,
) | {
    "publishing.index": OFFICE,
    "publishing.show": OFFICE,
    "publishing.preview": OFFICE,
    "publishing.checklist": OFFICE,
    "publishing.together": DECIDERS,
    "publishing.publish_together": DECIDERS,
    "publishing.decide": DECIDERS,
    "publishing.note": DECIDERS,
    "publishing_withheld.show": OFFICE,
    "publishing_withheld.withhold": DECIDERS,
    "publishing_withheld.back": DECIDERS,
}
