"""Cards that leave quizkit: one neutral layer, and one file for each format.

Question + what was measured ──> forms ──> Deck of ExportCard ──> formats ──> bytes
"""
