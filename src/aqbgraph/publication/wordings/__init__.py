"""The pages that compare what agreements say, sentence by sentence, over parties and years."""
