"""The page of one meeting, a module for each of its sections; `meeting_page` puts them together."""
