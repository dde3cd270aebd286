use super::*;

fn file(id: &str) -> UploadedFile {
    UploadedFile { id: id.into(), name: format!("{id}.pdf"), size: 10, media_type: "application/pdf".into() }
}

fn stands(queue: &Queue) -> Vec<Stand> {
    queue.rows().iter().map(|row| row.stand.clone()).collect()
}

#[test]
fn one_file_is_sent_at_a_time_in_the_order_of_picking() {
    let mut queue = Queue::of(vec![file("a")]);
    let first = queue.add("1.pdf".into(), 1, None);
    let second = queue.add("2.pdf".into(), 2, None);
    assert_eq!(queue.start_next(), Some(first));
    assert_eq!(queue.start_next(), None, "one is being sent");
    queue.progress(first, 40);
    assert_eq!(stands(&queue), [Stand::Received, Stand::Sending(40), Stand::Waiting]);
    queue.received(first, file("b"));
    assert_eq!(queue.start_next(), Some(second));
    assert!(queue.is_busy());
    queue.received(second, file("c"));
    assert!(!queue.is_busy());
}

#[test]
fn the_servers_name_and_size_replace_the_picked_ones() {
    let mut queue = Queue::default();
    let key = queue.add("C:\\scan.pdf".into(), 1, None);
    queue.start_next();
    queue.received(key, file("a"));
    assert_eq!(queue.row(key).map(|row| &row.file), Some(&file("a")));
}

#[test]
fn a_file_whose_first_receipt_was_lost_is_listed_once() {
    let mut queue = Queue::of(vec![file("a")]);
    let key = queue.add("a.pdf".into(), 10, None);
    queue.start_next();
    queue.received(key, file("a"));
    assert_eq!(queue.rows().len(), 1);
    assert_eq!(queue.rows()[0].key, key);
}

#[test]
fn a_broken_line_is_tried_three_times_more_and_again_when_it_is_back() {
    let mut queue = Queue::default();
    let key = queue.add("1.pdf".into(), 1, None);
    for failure in 1..=3 {
        assert_eq!(queue.start_next(), Some(key));
        assert!(queue.lost(key, "Mất mạng."));
        assert_eq!(queue.failures(key), failure);
        assert_eq!(queue.start_next(), None, "it pauses");
        queue.resume(key);
    }
    queue.start_next();
    assert!(!queue.lost(key, "Mất mạng."));
    assert_eq!(stands(&queue), [Stand::Failed { reason: "Mất mạng.".into(), cause: Cause::Lost }]);
    assert!(queue.is_busy(), "the browser alone still holds the file");
    queue.online();
    assert_eq!(queue.start_next(), Some(key));
    assert!(queue.lost(key, "Mất mạng."), "the counting has started anew");
}

#[test]
fn what_is_refused_does_not_go_by_itself() {
    let mut queue = Queue::default();
    let large = queue.add("large.pdf".into(), 1 << 40, Some("Quá lớn.".into()));
    queue.online();
    assert_eq!(queue.start_next(), None);
    assert!(!queue.is_busy());
    queue.retry(large);
    assert_eq!(queue.start_next(), Some(large), "only when a person asks for it");
}

#[test]
fn trouble_at_the_server_waits_for_a_person() {
    let mut queue = Queue::default();
    let key = queue.add("1.pdf".into(), 1, None);
    queue.start_next();
    queue.fail(key, "Máy chủ bận.".into(), Cause::Trouble);
    queue.online();
    assert_eq!(queue.start_next(), None);
    queue.retry(key);
    assert_eq!(queue.start_next(), Some(key));
}

#[test]
fn a_cancelled_file_takes_no_more_progress() {
    let mut queue = Queue::default();
    let key = queue.add("1.pdf".into(), 1, None);
    queue.start_next();
    assert!(queue.is_sending(key));
    assert_eq!(queue.drop_row(key), None);
    queue.progress(key, 50);
    queue.received(key, file("a"));
    assert!(!queue.is_sending(key) && queue.rows().is_empty());
    assert!(!queue.lost(key, ""));
}

#[test]
fn removal_is_asked_once_and_the_focus_stays_near() {
    let mut queue = Queue::of(vec![file("a"), file("b"), file("c")]);
    assert_eq!(queue.start_removal(1), Some("b".into()));
    assert_eq!(queue.start_removal(1), None);
    assert_eq!(queue.drop_row(1), Some(2));
    queue.start_removal(2);
    queue.keep(2);
    assert_eq!(stands(&queue), [Stand::Received, Stand::Received]);
    assert_eq!(queue.drop_row(2), Some(0));
    assert_eq!(queue.drop_row(0), None);
}
